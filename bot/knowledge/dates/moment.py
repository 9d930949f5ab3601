"""What every rule shares: when the citizen speaks, the form of a rule, and which year is meant.
Called by the rules of days, months and periods."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.knowledge.dates.spans import Span, pick, yearly

OFFSETS = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True)
class Moment:
    """When the citizen speaks, and whether of the past ("what happened in October")."""

    today: date
    past: bool = False


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Moment], Span | None]]
"""A pattern over plain words, and a function from its match to days; None when there are no such days."""


def which(match: re.Match[str], moment: Moment) -> str:
    """Return which one of a series is meant, in the words of `pick`."""
    word = match.groupdict().get("which") or ("begun" if moment.past else "")
    return {"coming": "next", "past": "last", "begun": "past"}.get(word, word)


def choose(make: Callable[[int], Span | None], match: re.Match[str], moment: Moment) -> Span | None:
    """Return the span of the year that was said, else of the one that is meant."""
    year = match.groupdict().get("year")
    if not year:
        return pick(yearly(make, moment.today), moment.today, which(match, moment))
    return make(int(year) if year.isdigit() else moment.today.year + OFFSETS[year.split()[0]])
