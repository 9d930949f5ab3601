"""Reads events from an iCalendar file, one record an event or repeating event.

Takes a content, its name, and today's date; gives what each event says, and a line per event skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from icalendar import Event

from bot.errors import KnowledgeError
from bot.knowledge.imports.calendar_parts import calendar_name, split_events
from bot.knowledge.imports.event_fields import check_lines, event_details, read_text_field, stamp
from bot.knowledge.imports.result import Entry, EntryError, Imported, decode, to_record
from bot.knowledge.imports.slug import make_distinct, make_slug, own_id
from bot.knowledge.imports.source import make_source
from bot.knowledge.imports.text import one_line, shorten, to_plain

DAYS = frozenset({"details.date", "details.ends", "details.rrule"})
"""What every event speaks of: no end means that there is only the first day."""


@dataclass(frozen=True)
class Found:
    """An event of the file with what tells two of the same UID apart."""

    key: str
    entry: Entry
    rank: tuple[int, datetime]
    """SEQUENCE, then time of the last change: the higher one is the valid state of the event."""


def read_events(content: bytes, name: str, *, today: date) -> Imported:
    """Return the events of a calendar; raises KnowledgeError for a file that is none."""
    text = decode(content, name)
    if not _has_mark("BEGIN", text):
        raise KnowledgeError(f"{name}: expected an iCalendar file, found no BEGIN:VCALENDAR")
    source = calendar_name(text) or name
    found: dict[str, Found] = {}
    faults: list[str] = []
    if not _has_mark("END", text):
        faults.append(f"{name}: expected END:VCALENDAR; the file may be cut off")
    for number, event in enumerate(split_events(text), 1):
        where = f"{name}: event {number} ({_label(event)}): "
        try:
            read = _read(event, source, today)
        except EntryError as error:
            faults += [where + expected for expected in error.args]
            continue
        # A record has no field for single days; staff must know that they were not taken over.
        left = [single for single in ("EXDATE", "RDATE") if single in event]
        faults += [f"{where}expected no {single}; loaded as if it had none" for single in left]
        known = found.get(read.key)
        if known is None or read.rank > known.rank:
            found[read.key] = read
    return Imported(_distinct(found.values()), tuple(faults))


def _has_mark(mark: str, text: str) -> bool:
    return bool(re.search(rf"^{mark}:VCALENDAR\s*$", text, re.IGNORECASE | re.MULTILINE))


def _distinct(found: Iterable[Found]) -> tuple[Entry, ...]:
    """Events of one title, and one day if they have one, still need an id each."""
    entries: dict[str, Entry] = {}
    for each in found:
        record = each.entry.record
        identity = make_distinct(record.id, each.key, entries)
        entries[identity] = replace(each.entry, record=replace(record, id=identity))
    return tuple(entries.values())


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
    text = shorten(to_plain(read_text_field(event, "DESCRIPTION")))
    changed = stamp(event)
    uid = read_text_field(event, "UID")
    record = to_record(
        {
            "id": own_id(uid, "event") or _identity(title, details),
            "title": title,
            "summary": text or title,
            "details": details,
            "source": make_source(source, details.get("link")),
            # The file's own date: today's would make every event new again on the next day.
            "verified_on": changed.date() if changed else today,
            "status": _status(event),
        }
    )
    sequence = event.get("SEQUENCE")
    rank = (sequence if isinstance(sequence, int) else 0, changed or datetime.min)
    told = {"title", *DAYS, *(f"details.{name}" for name in details)}
    told |= {name for name, is_told in (("summary", text), ("status", record.status == "retired")) if is_told}
    return Found(uid or record.id, Entry(record, frozenset(told), changed is not None), rank)


def _identity(title: str, details: dict[str, Any]) -> str:
    day = "" if "rrule" in details else f"{details['date']}-"
    return f"event:{day}{make_slug(title)}"


def _status(event: Event) -> str:
    """A cancelled event must leave the answers, also when it was loaded before."""
    cancelled = read_text_field(event, "STATUS").upper() == "CANCELLED"
    return "retired" if cancelled else "published"
