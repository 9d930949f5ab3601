"""Questions about records of any type."""

from __future__ import annotations

from actions.base import DialogueAction
from bot.dialogue import conversation, question
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn


class AnswerQuestion(DialogueAction):
    """See `bot.dialogue.conversation.answer_any`."""

    def name(self) -> str:
        """See parent class."""
        return "action_answer_question"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return conversation.answer_any(turn, desk)


class AnswerAccountQuestion(DialogueAction):
    """See `bot.dialogue.question.answer_account_question`."""

    def name(self) -> str:
        """See parent class."""
        return "action_answer_account_question"

    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """See parent class."""
        return question.answer_account_question(turn, desk)
