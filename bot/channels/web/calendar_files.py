"""Writes an event as an iCalendar file (RFC 5545), for a citizen's own calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from icalendar import Calendar, Event

from bot.knowledge.calendar import Occurrence, occurrences
from bot.knowledge.record import Record

AHEAD = timedelta(days=365)
PRODUCT = "-//Missi//Missi//EN"


def write_calendar(record: Record, today: date) -> bytes | None:
    """Return the file with every day of the event in the coming year; None when no day is known.

    Each day stands there by itself: no rule of iCalendar says that a holiday on a Sunday is kept on Monday.
    """
    known = [found for found in occurrences([record], today, today + AHEAD) if found.exact]
    if not known:
        return None
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for occurrence in known:
        calendar.add_component(_event(occurrence, today))
    written: bytes = calendar.to_ical()
    return written


def _event(occurrence: Occurrence, today: date) -> Event:
    record, details = occurrence.record, occurrence.record.details
    event = Event()
    event.add("uid", f"{record.slug}-{occurrence.start:%Y%m%d}@missi")
    event.add("dtstamp", datetime.combine(record.verified_on or today, time(), timezone.utc))
    event.add("dtstart", occurrence.start)
    event.add("dtend", occurrence.end + timedelta(days=1))  # the first day that is no part of it
    event.add("summary", record.title)
    event.add("description", "\n".join(filter(None, (details.get("time"), record.summary))))
    for name, value in (("location", details.get("place")), ("url", details.get("link"))):
        if value:
            event.add(name, value)
    return event
