"""Choosing among what was offered, and long lists."""

from __future__ import annotations

from actions.base import DialogueAction
from bot.dialogue import choice, conversation
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn


class ChooseOption(DialogueAction):
    """See `bot.dialogue.conversation.choose_or_answer`."""

    def name(self) -> str:
        """See parent class."""
        return "action_choose_option"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return conversation.choose_or_answer(turn, desk)


class RejectOptions(DialogueAction):
    """See `bot.dialogue.choice.reject_options`."""

    def name(self) -> str:
        """See parent class."""
        return "action_reject_options"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return choice.reject_options(turn, desk)


class ShowMore(DialogueAction):
    """See `bot.dialogue.choice.show_more`."""

    def name(self) -> str:
        """See parent class."""
        return "action_show_more"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return choice.show_more(turn, desk)
