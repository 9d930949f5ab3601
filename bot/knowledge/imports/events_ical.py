"""Reads events from an iCalendar file, one record an event or repeating event.

Takes a path and today's date, gives the records and a line per event that was skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from icalendar import Event

from bot.errors import KnowledgeError
from bot.knowledge.imports.calendar_parts import calendar_name, split_events
from bot.knowledge.imports.event_fields import check_lines, event_details, read_text_field, stamp
from bot.knowledge.imports.result import EntryError, Imported, read_text, to_record
from bot.knowledge.imports.slug import make_distinct, make_slug
from bot.knowledge.imports.source import make_source
from bot.knowledge.imports.text import one_line, shorten, to_plain
from bot.knowledge.record import Record


@dataclass(frozen=True)
class Found:
    """An event of the file with what tells two of the same UID apart."""

    key: str
    record: Record
    rank: tuple[int, datetime]
    """SEQUENCE, then time of the last change: the higher one is the valid state of the event."""


def read_events(path: Path, *, today: date) -> Imported:
    """Return the events of a calendar; raises KnowledgeError for a file that is none."""
    text = read_text(path)
    if not _has_mark("BEGIN", text):
        raise KnowledgeError(f"{path.name}: expected an iCalendar file, found no BEGIN:VCALENDAR")
    source = calendar_name(text) or path.name
    found: dict[str, Found] = {}
    faults: list[str] = []
    if not _has_mark("END", text):
        faults.append(f"{path.name}: expected END:VCALENDAR; the file may be cut off")
    for number, event in enumerate(split_events(text), 1):
        where = f"{path.name}: event {number} ({_label(event)}): "
        try:
            read = _read(event, source, today)
        except EntryError as error:
            faults += [where + expected for expected in error.args]
            continue
        # A record has no field for single days; staff must know that they were not taken over.
        left = [name for name in ("EXDATE", "RDATE") if name in event]
        faults += [f"{where}expected no {name}; loaded as if it had none" for name in left]
        known = found.get(read.key)
        if known is None or read.rank > known.rank:
            found[read.key] = read
    return Imported(_distinct(found.values()), tuple(faults))


def _has_mark(mark: str, text: str) -> bool:
    return bool(re.search(rf"^{mark}:VCALENDAR\s*$", text, re.IGNORECASE | re.MULTILINE))


def _distinct(found: Iterable[Found]) -> tuple[Record, ...]:
    """Events of one title, and one day if they have one, still need an id each."""
    records: dict[str, Record] = {}
    for each in found:
        identity = make_distinct(each.record.id, each.key, records)
        records[identity] = replace(each.record, id=identity)
    return tuple(records.values())


def _label(event: Event) -> str:
    name = read_text_field(event, "UID") or read_text_field(event, "SUMMARY")
    return one_line(name) or "no UID"


def _read(event: Event, source: str, today: date) -> Found:
    check_lines(event)
    title = to_plain(read_text_field(event, "SUMMARY"))
    if not title:
        raise EntryError("expected a SUMMARY")
    if "RECURRENCE-ID" in event:
        raise EntryError("expected no RECURRENCE-ID; a change to one day of a repeating event is not loaded")
    details = event_details(event)
    changed = stamp(event)
    record = to_record(
        {
            "id": _identity(title, details),
            "title": title,
            "summary": shorten(to_plain(read_text_field(event, "DESCRIPTION"))) or title,
            "details": details,
            "source": make_source(source, details.get("link")),
            # The file's own date: today's would make every event new again on the next day.
            "verified_on": changed.date() if changed else today,
            "status": _status(event),
        }
    )
    sequence = event.get("SEQUENCE")
    rank = (sequence if isinstance(sequence, int) else 0, changed or datetime.min)
    return Found(read_text_field(event, "UID") or record.id, record, rank)


def _identity(title: str, details: dict[str, Any]) -> str:
    day = "" if "rrule" in details else f"{details['date']}-"
    return f"event:{day}{make_slug(title)}"


def _status(event: Event) -> str:
    """A cancelled event must leave the answers, also when it was loaded before."""
    cancelled = read_text_field(event, "STATUS").upper() == "CANCELLED"
    return "retired" if cancelled else "published"
