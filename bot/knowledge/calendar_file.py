"""What our iCalendar files (RFC 5545) share: those that citizens get of one event, and exports of many."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from icalendar import Calendar, Event

from bot.knowledge.record import Record

PRODUCT = "-//Missi//Missi//EN"
DAY = timedelta(days=1)


def begin_calendar() -> Calendar:
    """Return a calendar without events."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def begin_event(record: Record, uid: str, today: date) -> Event:
    """Return what a calendar says of an event beside its days and its text."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(record.verified_on or today, time(12), timezone.utc))
    event.add("summary", record.title)
    for name, detail in (("location", "place"), ("url", "link")):
        if detail in record.details:
            event.add(name, record.details[detail])
    return event
