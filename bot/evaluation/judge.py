"""Judges a reply by its contract: what a citizen got, in one word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from bot.evaluation.question import Question

TOLD = ("answer", "safety")
DATED = ("event:", "news:")
"""Types of records of whose ids the beginning, mostly a date, is enough to tell them."""


class Verdict(Enum):
    """What a reply was worth."""

    RIGHT = "right"
    HELPED = "helped"
    """The right record was among the choices."""
    UNHELPED = "unhelped"
    """A choice without the right record, or one where nothing was to choose."""
    MISSED = "missed"
    """Refused or routed although it should not have been, or the other way round."""
    WRONG = "wrong"
    """A wrong answer, told with confidence."""


def judge(question: Question, contract: Mapping[str, Any]) -> Verdict:
    """Return the verdict on one reply; with records and outcomes wanted, either is right."""
    outcome, records = contract["outcome"], contract["records"]
    if outcome in question.outcomes and not (question.records and outcome == "answer"):
        return Verdict.RIGHT
    if outcome in TOLD and question.records:
        return Verdict.RIGHT if _any_fits(records[:1], question.records) else Verdict.WRONG
    if outcome == "clarify":
        return Verdict.HELPED if _any_fits(records, question.records) else Verdict.UNHELPED
    return Verdict.WRONG if outcome == "answer" else Verdict.MISSED


def _any_fits(records: Iterable[str], wanted: Iterable[str]) -> bool:
    return any(is_wanted(record, expected) for record in records for expected in wanted)


def is_wanted(record: str, expected: str) -> bool:
    """Whether an id is the expected one; `office:dps-` and what begins with a date stand for several."""
    stands_for_several = expected.endswith("-") or expected.startswith(DATED)
    return record.startswith(expected) if stands_for_several else record == expected
