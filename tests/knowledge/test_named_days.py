"""Days that people call by a name and the law keeps no holiday on, read on Saturday, November 21, 2026."""

from __future__ import annotations

from datetime import date

import pytest

from bot.knowledge.periods import find_period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("is columbus day a holiday", "2027-10-11"),
        ("are offices closed on Good Friday?", "2027-03-26"),
        ("good friday 2026", "2026-04-03"),
        ("when was easter last year", "2025-04-20"),
        ("is the DMV open on Christmas Eve", "2026-12-24"),
        ("new year's eve", "2026-12-31"),
        ("Mother's Day", "2027-05-09"),
        ("mothers' day 2028", "2028-05-14"),
        ("election day 2026", "2026-11-03"),
        ("election day", "2027-11-02"),
        ("the day after thanksgiving", "2026-11-27"),
        ("last halloween", "2026-10-31"),
        ("St. Patrick's Day", "2027-03-17"),
        ("fat tuesday", "2027-02-09"),
        ("is juneteenth off", "2027-06-19"),
    ],
)
def test_a_named_day_is_found(text: str, day: str) -> None:
    period = find_period(text, date(2026, 11, 21))
    assert period and (period.start, period.end) == (date.fromisoformat(day),) * 2
