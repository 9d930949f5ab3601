"""The times of an event that Apple's time picker can offer: days that are known, at an hour that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Any

from bot.dialogue.format import show_date
from bot.knowledge.calendar import occurrences
from bot.knowledge.record import Record
from bot.settings import STATE_TIME

AHEAD = timedelta(days=180)
MOST_SLOTS = 10
HOUR_S = 3600
"""Apple wants a duration; where a record tells no end, this one stands for it."""
_START = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """One time of an event. `starts` is in UTC as Apple writes it, `shown` as people do."""

    id: str
    starts: str
    duration_s: int
    offset_minutes: int
    shown: str

    def as_data(self) -> dict[str, Any]:
        """The slot as JSON, which is kept with its turn."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Slot:
        """The slot of its JSON."""
        return cls(**data)


def find_slots(record: Record, now: datetime) -> Sequence[Slot]:
    """Return the next times of an event that begin at a published hour; none for other records."""
    begins = _begins(record)
    if record.type != "event" or begins is None:
        return ()
    today = now.astimezone(STATE_TIME).date()
    days = [found.start for found in occurrences([record], today, today + AHEAD) if found.exact]
    starts = [datetime.combine(day, begins, STATE_TIME) for day in days]
    slots = [_slot(start) for start in starts if start > now][:MOST_SLOTS]
    # A picker has one offset: those behind a change of the clocks would be shown an hour off.
    return [slot for slot in slots if slot.offset_minutes == slots[0].offset_minutes]


def _begins(record: Record) -> time | None:
    """The hour that a record's `time` begins with, when it says whether it is before or after noon."""
    found = _START.match(str(record.details.get("time", "")).strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if found[3].lower() == "p" else 0), minute)


def _slot(start: datetime) -> Slot:
    offset = start.utcoffset() or timedelta()
    clock = f"{start.hour % 12 or 12}:{start:%M} {'p.m.' if start.hour > 11 else 'a.m.'}"
    return Slot(
        id=f"{start:%Y%m%dT%H%M}",
        starts=f"{start.astimezone(timezone.utc):%Y-%m-%dT%H:%M+0000}",
        duration_s=HOUR_S,
        offset_minutes=round(offset.total_seconds() / 60),
        shown=f"{show_date(start.date())}, {clock}",
    )
