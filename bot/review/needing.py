"""Which turns of the journal staff should look at as soon as they are there: refused, asked back, unsure."""

from __future__ import annotations

from sqlalchemy import and_, func, or_
from sqlalchemy.sql import ColumnElement

from bot.journal.tables import ENTRY

UNSURE = 0.65
"""Below it an answer is looked at; the dialogue, too, calls an intent sure from here on."""
CORRECTING = ("none_of_these", "report_wrong_answer")
"""Intents that say the turn before was no help."""
MOVES = (
    *CORRECTING,
    *"affirm choose_option deny go_back repeat_answer show_more start_over say_goodbye thank".split(),
)
"""Intents that ask nothing by themselves."""

sureness = func.coalesce(ENTRY.c.score, ENTRY.c.confidence)
"""The chance that the record told is right; where none was looked for, the intent's."""
is_question = and_(
    ENTRY.c.question.is_not(None),
    ENTRY.c.wording.is_not(None),
    or_(ENTRY.c.intent.is_(None), ENTRY.c.intent.not_in(MOVES)),
)


def needs_review() -> ColumnElement[bool]:
    """The condition on a journal entry."""
    is_unsure = and_(ENTRY.c.outcome.in_(("answer", "smalltalk")), sureness < UNSURE)
    return and_(is_question, or_(ENTRY.c.outcome.in_(("refuse", "clarify")), is_unsure))
