"""Moves within a conversation, and a person."""

from __future__ import annotations

from actions.base import DialogueAction
from bot.dialogue import navigation
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn


class RepeatAnswer(DialogueAction):
    """See `bot.dialogue.navigation.repeat_answer`."""

    def name(self) -> str:
        """See parent class."""
        return "action_repeat_answer"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return navigation.repeat_answer(turn, desk)


class GoBack(DialogueAction):
    """See `bot.dialogue.navigation.go_back`."""

    def name(self) -> str:
        """See parent class."""
        return "action_go_back"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return navigation.go_back(turn, desk)


class Accept(DialogueAction):
    """See `bot.dialogue.navigation.accept`."""

    def name(self) -> str:
        """See parent class."""
        return "action_accept"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return navigation.accept(turn, desk)


class Decline(DialogueAction):
    """See `bot.dialogue.navigation.decline`."""

    def name(self) -> str:
        """See parent class."""
        return "action_decline"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return navigation.decline(turn, desk)


class OfferPerson(DialogueAction):
    """See `bot.dialogue.navigation.offer_person`."""

    def name(self) -> str:
        """See parent class."""
        return "action_offer_person"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return navigation.offer_person(turn, desk)


class OfferDeletion(DialogueAction):
    """See `bot.dialogue.navigation.offer_deletion`."""

    def name(self) -> str:
        """See parent class."""
        return "action_offer_deletion"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return navigation.offer_deletion(turn, desk)


class StartOver(DialogueAction):
    """See `bot.dialogue.navigation.start_over`."""

    def name(self) -> str:
        """See parent class."""
        return "action_start_over"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return navigation.start_over(turn, desk)
