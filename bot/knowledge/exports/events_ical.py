"""Writes events as an iCalendar file (RFC 5545), each with its days or the rule by which it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from icalendar import Event, vRecur

from bot.knowledge.calendar import first_day
from bot.knowledge.calendar_file import DAY, begin_calendar, begin_event
from bot.knowledge.imports.slug import sign_id
from bot.knowledge.record import Record
from bot.settings import STATE_TIME

NAME = "Events of Missi"
_CLOCK = re.compile(r"(1[0-2]|[1-9]):([0-5]\d) ([ap])\.m\.")
_STATUSES = {"draft": "TENTATIVE", "retired": "CANCELLED"}


def write_events(records: Iterable[Record], today: date) -> bytes:
    """Return a calendar of the events whose days are known; those of some month or quarter are left out."""
    calendar = begin_calendar()
    calendar.add("x-wr-calname", NAME)
    for record in records:
        start = first_day(record)
        if start:
            calendar.add_component(_event(record, start, today))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(record: Record, first: date, today: date) -> Event:
    details = record.details
    rule = details.get("rrule")
    event = begin_event(record, sign_id(record.id), today)
    event.add("description", record.summary)
    # Beside an hour, the end of a rule would have to be a moment in UTC (RFC 5545, 3.3.10).
    hour = None if rule and "UNTIL" in rule else _read_clock(details.get("time", ""))
    event.add("dtstart", _at(first, hour))
    if "ends" in details:  # the first moment that is no part of it
        event.add("dtend", _at(details["ends"] + DAY, hour and time()))
    if rule:
        event.add("rrule", vRecur.from_ical(rule))
    if "time" in details and hour is None:
        event.add("comment", details["time"])
    if record.status in _STATUSES:
        event.add("status", _STATUSES[record.status])
    return event


def _at(day: date, hour: time | None) -> date:
    return day if hour is None else datetime.combine(day, hour, STATE_TIME)


def _read_clock(text: str) -> time | None:
    """The time of `1:30 p.m.`; None for what says more or less than that."""
    found = _CLOCK.fullmatch(text)
    return time(int(found[1]) % 12 + 12 * (found[3] == "p"), int(found[2])) if found else None
