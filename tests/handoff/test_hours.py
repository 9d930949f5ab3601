"""When people are there: days, times, and the state's holidays, in the state's time."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from bot.errors import SettingError
from bot.handoff.hours import OfficeHours, opening_at, read_hours, show_hours
from bot.knowledge.calendar import legal_holiday
from bot.knowledge.record import Record
from bot.settings import STATE_TIME

DEFAULT = OfficeHours()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STATE_TIME)


@pytest.mark.parametrize(
    ("moment", "is_open", "holiday"),
    [
        ("2026-11-23T07:59", False, None),
        ("2026-11-23T08:00", True, None),
        ("2026-11-23T16:59", True, None),
        ("2026-11-23T17:00", False, None),
        ("2026-11-21T10:00", False, None),  # a Saturday
        ("2026-11-26T10:00", False, "Thanksgiving Day"),
        ("2026-12-25T10:00", False, "Christmas Day"),
        ("2023-01-02T10:00", False, "New Year's Day"),  # observed: the first was a Sunday
    ],
)
def test_people_are_there_in_office_hours_but_on_holidays(
    shipped: tuple[Record, ...], moment: str, is_open: bool, holiday: str | None
) -> None:
    opening = opening_at(DEFAULT, at(moment), lambda day: legal_holiday(shipped, day))
    assert opening.is_open is is_open
    assert (opening.holiday or "").startswith((holiday or "").split(" Day")[0]) and bool(holiday) == bool(
        opening.holiday
    )


def test_the_clock_is_the_states() -> None:
    def nothing(_: date) -> None:
        return None

    summer, winter = (
        datetime(2026, 7, 6, 13, 0, tzinfo=timezone.utc),
        datetime(2026, 12, 7, 13, 0, tzinfo=timezone.utc),
    )
    assert opening_at(DEFAULT, summer, nothing).is_open, "8 in the morning in summer"
    assert not opening_at(DEFAULT, winter, nothing).is_open, "7 in the morning in winter"


def test_hours_are_read_and_shown() -> None:
    assert read_hours("mon-fri 8:00-17:00") == DEFAULT
    assert show_hours(DEFAULT) == {"days": "weekdays", "opens": "8 a.m.", "closes": "5 p.m."}
    hours = read_hours(" Tue-Sat  9:30-12:00 ")
    assert show_hours(hours) == {"days": "Tuesday to Saturday", "opens": "9:30 a.m.", "closes": "12 p.m."}
    assert show_hours(read_hours("mon-mon 8:00-17:00"))["days"] == "on Mondays"


@pytest.mark.parametrize(
    "value", ["", "always", "fri-mon 8:00-17:00", "mon-fri 17:00-8:00", "mon-fri 8-17", "mon-fri 8:00-25:00"]
)
def test_other_hours_are_one_line(value: str) -> None:
    with pytest.raises(SettingError, match="MISSI_OFFICE_HOURS: expected hours such as"):
        read_hours(value)
