"""Stretches of days: takes years, months or units and gives their first and last day.
Called by the rules that read citizens' words and by the calendar of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

Span = tuple[date, date]
"""First and last day, both belonging to it."""

YEARS_AROUND = 8
"""How far a yearly series reaches to both sides: February 29 may be eight years away (1896 to 1904)."""


def day_span(year: int, month: int, day: int) -> Span | None:
    """Return the one-day span of a date, None when there is no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def month_span(year: int, month: int, *, months: int = 1) -> Span:
    """Return the span of `months` whole months, the first of them given."""
    start = date(year, month, 1)
    return start, shift(start, "month", months) - timedelta(days=1)


def quarter_span(year: int, quarter: int) -> Span:
    """Return the span of a calendar quarter (1 to 4)."""
    return month_span(year, 3 * quarter - 2, months=3)


def year_span(year: int) -> Span:
    """Return the span of a calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def unit_span(unit: str, day: date, offset: int = 0) -> Span:
    """Return the day, week, weekend, month, quarter or year at `day`, moved by `offset` of them."""
    if unit == "month":
        moved = shift(day, unit, offset)
        return month_span(moved.year, moved.month)
    if unit == "quarter":
        moved = shift(day, unit, offset)
        return quarter_span(moved.year, (moved.month + 2) // 3)
    if unit == "year":
        return year_span(day.year + offset)
    if unit == "weekend":
        # On a Sunday this goes back a day: its weekend is the one under way.
        saturday = day + timedelta(days=5 - day.weekday(), weeks=offset)
        return saturday, saturday + timedelta(days=1)
    if unit == "week":
        sunday = day - timedelta(days=(day.weekday() + 1) % 7) + timedelta(weeks=offset)
        return sunday, sunday + timedelta(days=6)
    return day + timedelta(days=offset), day + timedelta(days=offset)


def shift(day: date, unit: str, count: int) -> date:
    """Return the day `count` days, weeks, months, quarters or years later, within the month's days."""
    if unit == "quarter":
        unit, count = "month", 3 * count
    moved: date = day + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    return moved


def yearly(make: Callable[[int], Span | None], today: date) -> list[Span]:
    """Return what `make` gives for the years around today, without the years that have no such day."""
    years = range(today.year - YEARS_AROUND, today.year + YEARS_AROUND + 1)
    return [span for year in years if (span := make(year))]


def pick(series: Iterable[Span], today: date, which: str = "") -> Span | None:
    """Return the span a citizen means by `which`, or by no such word: the first not over yet.

    `next` starts after today, `last` is over, `past` has begun, `this` is the nearest.
    """
    spans = sorted(series)
    if which == "this":
        return min(spans, key=lambda s: (_distance(s, today), today > s[1]), default=None)
    if which in ("last", "past"):
        ended = [s for s in spans if (s[1] < today if which == "last" else s[0] <= today)]
        return ended[-1] if ended else None
    return next((s for s in spans if (s[0] > today if which == "next" else s[1] >= today)), None)


def _distance(span: Span, today: date) -> int:
    return max(0, (span[0] - today).days, (today - span[1]).days)
