"""Events, news and holidays."""

from __future__ import annotations

from actions.base import DialogueAction
from bot.dialogue import agenda
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn


class ListEvents(DialogueAction):
    """See `bot.dialogue.agenda.list_events`."""

    def name(self) -> str:
        """See parent class."""
        return "action_list_events"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return agenda.list_events(turn, desk)


class ListNews(DialogueAction):
    """See `bot.dialogue.agenda.list_news`."""

    def name(self) -> str:
        """See parent class."""
        return "action_list_news"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return agenda.list_news(turn, desk)


class CheckHoliday(DialogueAction):
    """See `bot.dialogue.agenda.check_holiday`."""

    def name(self) -> str:
        """See parent class."""
        return "action_check_holiday"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return agenda.check_holiday(turn, desk)
