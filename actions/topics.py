"""Browsing by topic."""

from __future__ import annotations

from actions.base import DialogueAction
from bot.dialogue import topics
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn


class BrowseTopic(DialogueAction):
    """See `bot.dialogue.topics.browse_topic`."""

    def name(self) -> str:
        """See parent class."""
        return "action_browse_topic"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return topics.browse_topic(turn, desk)
