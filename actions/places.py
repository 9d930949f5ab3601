"""Offices by need and place."""

from __future__ import annotations

from actions.base import DialogueAction
from bot.dialogue import offices
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn


class FindOffice(DialogueAction):
    """See `bot.dialogue.offices.find_office`."""

    def name(self) -> str:
        """See parent class."""
        return "action_find_office"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return offices.find_office(turn, desk)
