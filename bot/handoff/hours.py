"""When people are there: hours from the settings, state holidays from the knowledge base."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.errors import SettingError
from bot.knowledge.record import Record
from bot.settings import STATE_TIME

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS = (0, 4)
_HOURS = re.compile(r"([a-z]{3})-([a-z]{3}) ([0-9]{1,2}:[0-9]{2})-([0-9]{1,2}:[0-9]{2})")
HolidayOn = Callable[[date], Record | None]


@dataclass(frozen=True)
class OfficeHours:
    """Days of the week (Monday is 0), both included, and times, in the state's time."""

    first: int = 0
    last: int = 4
    opens: time = time(8)
    closes: time = time(17)


@dataclass(frozen=True)
class Opening:
    """Whether people are there at a moment, and the holiday that keeps them away, if one does."""

    is_open: bool
    holiday: str | None = None


def read_hours(value: str) -> OfficeHours:
    """Read `mon-fri 8:00-17:00`; raises SettingError for anything else."""
    found = _HOURS.fullmatch(" ".join(value.lower().split()))
    try:
        if not found:
            raise ValueError
        first, last = DAYS.index(found[1]), DAYS.index(found[2])
        opens, closes = (datetime.strptime(text, "%H:%M").time() for text in found.group(3, 4))
        if first > last or opens >= closes:
            raise ValueError
    except ValueError:
        expected = "expected hours such as 'mon-fri 8:00-17:00'"
        raise SettingError(f"MISSI_OFFICE_HOURS: {expected}, got {value!r}") from None
    return OfficeHours(first, last, opens, closes)


def opening_at(hours: OfficeHours, moment: datetime, holiday_on: HolidayOn) -> Opening:
    """Return whether people are there at a moment, which has a time zone."""
    local = moment.astimezone(STATE_TIME)
    if not hours.first <= local.weekday() <= hours.last:
        return Opening(False)
    holiday = holiday_on(local.date())
    if holiday:
        return Opening(False, holiday.title)
    return Opening(hours.opens <= local.time() < hours.closes)


def show_hours(hours: OfficeHours) -> dict[str, str]:
    """Return `days`, `opens`, and `closes` as sentences name them: "weekdays", "8 a.m.", "5 p.m."."""
    days = f"{DAY_NAMES[hours.first]} to {DAY_NAMES[hours.last]}"
    if (hours.first, hours.last) == WEEKDAYS:
        days = "weekdays"
    elif hours.first == hours.last:
        days = f"on {DAY_NAMES[hours.first]}s"
    return {"days": days, "opens": _clock(hours.opens), "closes": _clock(hours.closes)}


def _clock(moment: time) -> str:
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'a.m.' if moment.hour < 12 else 'p.m.'}"
