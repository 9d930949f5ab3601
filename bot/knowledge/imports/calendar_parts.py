"""Splits the text of an iCalendar file into its events, so that a broken one loses no other.

Called by the reader of events."""

from __future__ import annotations

import re

from icalendar import Calendar, Event

from bot.knowledge.imports.text import one_line

UNREADABLE = "X-UNREADABLE"
BEGIN, END = "BEGIN:VEVENT", "END:VEVENT"
# icalendar promises ValueError; found by trial: AttributeError for a parameter given twice, OSError
# for a TZID that is a folder of the time zone data (`America`), TypeError for a broken UNTIL.
REFUSALS = (ValueError, AttributeError, TypeError, LookupError, OverflowError, OSError)
_NAME = re.compile(r"^(?:X-WR-CALNAME|NAME)\b[^:\n]*:(.*(?:\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)


def calendar_name(text: str) -> str | None:
    """The name the calendar gives itself; read from the text, so that a broken line cannot hide it."""
    match = _NAME.search(re.split(r"^BEGIN:V(?!CALENDAR)", text, maxsplit=1, flags=re.I | re.M)[0])
    name = re.sub(r"\n[ \t]", "", match[1]) if match else ""
    return re.sub(r"\\([,;\\])", r"\1", name).strip() or None


def split_events(text: str) -> list[Event]:
    """Return every VEVENT; one that cannot be read says so under UNREADABLE."""
    blocks = _blocks(text)
    try:
        # As a whole first, since an event may refer to a VTIMEZONE of its calendar.
        calendars = Calendar.from_ical(text, multiple=True)
        events = [part for calendar in calendars for part in calendar.walk("VEVENT")]
    except REFUSALS:
        events = []
    # A file cut off in the middle is no error to icalendar: it gives back nothing at all.
    whole = [event for event in events if isinstance(event, Event)]
    return whole if len(whole) == len(blocks) else [_read_block(block) for block in blocks]


def _blocks(text: str) -> list[list[str]]:
    """The lines of each VEVENT; one that is never ended goes up to the next."""
    blocks: list[list[str]] = []
    inside = False
    for line in text.split("\n"):
        mark = line.rstrip().upper()
        if mark == BEGIN:
            blocks.append([])
        inside = mark == BEGIN or (inside and mark != "END:VCALENDAR")
        if inside and line.strip():
            blocks[-1].append(line)
        inside = inside and mark != END
    return blocks


def _read_block(lines: list[str]) -> Event:
    if lines[-1].rstrip().upper() != END:
        return _unreadable(lines, f"expected {END}")
    try:
        event = Event.from_ical("\n".join(lines))
    except REFUSALS:
        return _unreadable(lines, _first_refused(lines))
    return event if isinstance(event, Event) else _unreadable(lines, "expected one VEVENT")


def _first_refused(lines: list[str]) -> str:
    for line in _unfold(lines):
        if line.upper().startswith(("BEGIN:", "END:")):
            continue
        try:
            Event.from_ical(f"{BEGIN}\n{line}\n{END}")
        except REFUSALS:
            return f"expected a line that can be read, found {one_line(line)!r}"
    return "expected an END for every BEGIN"


def _unfold(lines: list[str]) -> list[str]:
    """A line that starts with a blank goes on from the one before (RFC 5545, 3.1)."""
    return re.sub(r"\n[ \t]", "", "\n".join(lines)).split("\n")


def _unreadable(lines: list[str], expected: str) -> Event:
    """An event that holds only what a person needs to find it in the file, and what was expected."""
    event = Event()
    for line in _unfold(lines):
        name, _, value = line.partition(":")
        name = name.partition(";")[0].upper()
        if name in ("UID", "SUMMARY") and name not in event:
            event.add(name, value.strip())
    event.add(UNREADABLE, expected)
    return event
