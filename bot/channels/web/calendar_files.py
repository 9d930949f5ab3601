"""Writes an event as an iCalendar file (RFC 5545), for a citizen's own calendar."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Event

from bot.knowledge.calendar import Occurrence, occurrences
from bot.knowledge.calendar_file import DAY, begin_calendar, begin_event
from bot.knowledge.record import Record

AHEAD = timedelta(days=365)


def write_calendar(record: Record, today: date) -> bytes | None:
    """Return the file with every day of the event in the coming year; None when no day is known.

    Each day stands there by itself: no rule of iCalendar says that a holiday on a Sunday is kept on Monday.
    """
    known = [found for found in occurrences([record], today, today + AHEAD) if found.exact]
    if not known:
        return None
    calendar = begin_calendar()
    for occurrence in known:
        calendar.add_component(_event(occurrence, today))
    written: bytes = calendar.to_ical()
    return written


def _event(occurrence: Occurrence, today: date) -> Event:
    record = occurrence.record
    event = begin_event(record, f"{record.slug}-{occurrence.start:%Y%m%d}@missi", today)
    event.add("dtstart", occurrence.start)
    event.add("dtend", occurrence.end + DAY)  # the first day that is no part of it
    event.add("description", "\n".join(filter(None, (record.details.get("time"), record.summary))))
    return event
