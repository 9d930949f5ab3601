"""Takes the properties of one VEVENT apart: texts, days, time, place, rule and link.

Called by the reader of events."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Event, vDDDTypes

from bot.knowledge.imports.calendar_parts import REFUSALS, UNREADABLE
from bot.knowledge.imports.moments import clock_text, local_day, to_local
from bot.knowledge.imports.recurrence import EXAMPLE, rule_text
from bot.knowledge.imports.result import EntryError
from bot.knowledge.imports.source import web_address
from bot.knowledge.imports.text import one_line, to_plain

_EXPECTED = {
    "DTSTART": "a date or a date with time",
    "DTEND": "a date or a date with time",
    "DURATION": "a duration such as PT1H",
    "RRULE": f"a rule such as {EXAMPLE}",
}


def read_text_field(event: Event, name: str) -> str:
    """Return a property as text of one line, the first if it is given twice, empty if it is absent."""
    value = event.get(name)
    if isinstance(value, list):
        value = value[0]
    return " ".join(str(value if value is not None else "").split())


def stamp(event: Event) -> datetime | None:
    """Return when the event was last changed, in local time, as far as the file tells."""
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        moment = _moment(event, name)
        if isinstance(moment, datetime):
            return to_local(moment)
    return None


def check_lines(event: Event) -> None:
    """Raise EntryError when a line could not be read and the record would lack what it said."""
    if UNREADABLE in event:
        raise EntryError(read_text_field(event, UNREADABLE))
    for name, reason in event.errors:
        if name is None:
            line = re.search(r"'(.*)'", reason)
            found = f", found {one_line(line[1])!r}" if line else ""
            raise EntryError(f"expected lines of the form NAME:value{found}")
        if name in _EXPECTED:
            raise EntryError(
                f"{name}: expected {_EXPECTED[name]}, found {one_line(read_text_field(event, name))!r}"
            )


def event_details(event: Event) -> dict[str, Any]:
    """Return the typed details of an event; raises EntryError for what cannot be used."""
    start = _start(event)
    details = {
        "date": local_day(start),
        "ends": _last_day(event, start),
        "rrule": rule_text(event, start),
        "time": clock_text(to_local(start)) if isinstance(start, datetime) else None,
        "place": to_plain(read_text_field(event, "LOCATION")),
        "link": web_address(read_text_field(event, "URL")),
    }
    return {name: value for name, value in details.items() if value}


def _start(event: Event) -> date:
    if "DTSTART" not in event:
        raise EntryError("expected a DTSTART")
    start = _moment(event, "DTSTART")
    if start is None:
        raise EntryError(f"DTSTART: expected {_EXPECTED['DTSTART']}, once")
    return start


def _moment(event: Event, name: str) -> date | None:
    """A date or date with time; None when it is absent, given twice, broken or of another kind."""
    value = event.get(name)
    moment = value.dt if isinstance(value, vDDDTypes) else None
    return moment if isinstance(moment, date) else None


def _last_day(event: Event, start: date) -> date | None:
    """The last day when it is not the first."""
    if "DTEND" not in event and "DURATION" not in event:
        return None
    try:
        end = event.end
    except REFUSALS as error:
        raise EntryError("DTEND: expected an end that fits DTSTART") from error
    first, last = (to_local(m) if isinstance(m, datetime) else m for m in (start, end))
    if last < first:
        raise EntryError("DTEND: expected an end after DTSTART")
    if last > first:
        # An end is the first moment after the event: midnight, or the day after for whole days.
        last -= timedelta(microseconds=1) if isinstance(last, datetime) else timedelta(days=1)
    return local_day(last) if local_day(last) > local_day(first) else None
