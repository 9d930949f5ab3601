"""What is measured of each result, as questions with yes, no or "does not take part" (None).

Every share in a report is the yeses among the results that take part; `intervals` counts them."""

from __future__ import annotations

from collections.abc import Callable

from bot.evaluation.judge import TOLD, Verdict
from bot.evaluation.run import Result

Measure = Callable[[Result], bool | None]


def is_right(result: Result) -> bool:
    """Whether the citizen got what was wanted."""
    return result.verdict is Verdict.RIGHT


def is_helped(result: Result) -> bool:
    """Whether it was right, or the right record was offered among the choices."""
    return result.verdict in (Verdict.RIGHT, Verdict.HELPED)


def is_wrong(result: Result) -> bool:
    """Whether a wrong answer was told with confidence."""
    return result.verdict is Verdict.WRONG


def is_answered(result: Result) -> bool | None:
    """Of questions in scope: whether something was told, right or not, rather than asked back or declined."""
    return result.contract["outcome"] in TOLD if result.question.is_in_scope else None


def is_refused(result: Result) -> bool | None:
    """Of questions out of scope: whether it was declined in one of the ways wanted."""
    return is_right(result) if result.question.is_out_of_scope else None


def has_aspect(result: Result) -> bool | None:
    """Of right answers to questions that ask for an aspect: whether that aspect was told."""
    aspect = result.question.aspect
    return result.contract["aspect"] == aspect if aspect and is_right(result) else None


def is_routed(result: Result) -> bool | None:
    """Of emergencies: whether the citizen got the number to call."""
    return result.contract["outcome"] == "safety" if result.question.is_emergency else None


def is_false_alarm(result: Result) -> bool | None:
    """Of everything else: whether a number for emergencies was told although that was not right."""
    if result.question.is_emergency:
        return None
    return result.contract["outcome"] == "safety" and not is_right(result)


MEASURES: dict[str, Measure] = {
    "right": is_right,
    "helped": is_helped,
    "wrong": is_wrong,
    "answered in scope": is_answered,
    "refused out of scope": is_refused,
    "aspect right": has_aspect,
    "emergencies routed": is_routed,
    "false alarms": is_false_alarm,
}
"""By the name they have in every report."""
