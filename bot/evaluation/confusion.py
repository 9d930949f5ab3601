"""What is mistaken for what: the intents and records behind most questions that were not answered right.

Takes results, gives three rankings, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.judge import TOLD
from bot.evaluation.measures import is_right
from bot.evaluation.run import Result

MOST_NAMES, MOST_OTHERS = 12, 3
NO_INTENT = "none"


@dataclass(frozen=True)
class Confused:
    """An intent or a record, and what it was confused with."""

    name: str
    times: int
    """How many questions with it were not answered right."""
    among: int
    """How many questions there were with it."""
    others: tuple[tuple[str, int], ...]
    """What it was most often confused with, and how often."""


@dataclass(frozen=True)
class Confusion:
    """The worst of each; a record stands for an outcome where none was wanted or told."""

    intents: tuple[Confused, ...]
    """By the intent understood; the others are "kind wanted → kind got"."""
    wanted: tuple[Confused, ...]
    """By the record wanted; the others are what came instead."""
    told: tuple[Confused, ...]
    """By the record told; the others are what was wanted."""


def find_confusion(results: Sequence[Result]) -> Confusion:
    """Return the worst intents, records wanted and records told."""
    told = [result for result in results if result.contract["outcome"] in TOLD]
    return Confusion(
        _rank((_intent(r), f"{_kind(_wanted(r))} → {_kind(tell_got(r))}", is_right(r)) for r in results),
        _rank((_wanted(r), tell_got(r), is_right(r)) for r in results),
        _rank((tell_got(r), _wanted(r), is_right(r)) for r in told),
    )


def tell_wanted(result: Result) -> str:
    """Return all that would have been right."""
    return ", ".join((*result.question.records, *result.question.outcomes))


def tell_got(result: Result) -> str:
    """Return the record told, or the outcome where none was."""
    outcome, record = result.got
    return record if outcome in TOLD and record else outcome


def _rank(items: Iterable[tuple[str, str, bool]]) -> tuple[Confused, ...]:
    """Rank (name, other, whether it was right) by how often a name was not right, then by name."""
    among: Counter[str] = Counter()
    others: dict[str, Counter[str]] = {}
    for name, other, right in items:
        among[name] += 1
        if not right:
            others.setdefault(name, Counter())[other] += 1
    ranked = [
        Confused(name, counts.total(), among[name], tuple(counts.most_common(MOST_OTHERS)))
        for name, counts in others.items()
    ]
    return tuple(sorted(ranked, key=lambda one: (-one.times, one.name))[:MOST_NAMES])


def _intent(result: Result) -> str:
    return result.contract["intent"] or NO_INTENT


def _wanted(result: Result) -> str:
    """The first of what would have been right."""
    return (*result.question.records, *result.question.outcomes)[0]


def _kind(name: str) -> str:
    """The type of a record; an outcome is its own kind."""
    return name.partition(":")[0]
