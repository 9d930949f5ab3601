"""Brings what a file says together with the records that there are: what it does not speak of stays as it is.

Asks, the county, most details, and what staff decided, such as status and reviews, are in no such file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.knowledge.database import reporting
from bot.knowledge.exports import FORMATS
from bot.knowledge.imports import Imported, read_content
from bot.knowledge.imports.result import Entry
from bot.knowledge.record import Record
from bot.knowledge.store import LoadResult, Store, lock, read_row, save_records
from bot.knowledge.tables import RecordRow

LINKS = frozenset({"details.url", "details.link"})
_SAME = {"csv": "csv", "ics": "calendar"}
"""By the ending of a file, the export that says the same; that of all other imports is RSS."""


def save_import(store: Store, name: str, imported: Imported, today: date) -> LoadResult:
    """Publish what a file says, in one transaction."""
    with reporting(store.engine), Session(store.engine, future=True) as session, session.begin():
        lock(session)
        held = {row.id: read_row(row) for row in session.execute(select(RecordRow)).scalars()}
        return save_records(session, merge_all(name, imported, held, today))


def merge_all(name: str, imported: Imported, held: Mapping[str, Record], today: date) -> list[Record]:
    """Return each record of a file as it would be.

    Args:
        name: of the file.
        imported: what was read from it.
        held: the records that there are, by id.
        today: the day.
    """
    known = [held[record.id] for record in imported.records if record.id in held]
    seen = _as_read_back(name, known, today)
    return [merge(entry, held.get(entry.record.id), seen.get(entry.record.id)) for entry in imported.entries]


def merge(entry: Entry, held: Record | None, seen: Record | None = None) -> Record:
    """Return the record as it would be with what a file says of it.

    Args:
        entry: what the file says.
        held: the record that there is.
        seen: what an import would read from an export of that record. A field that reads the same is
            unchanged: a feed knows no paragraphs, and a calendar writes a rule in an order of its own.
    """
    if held is None:
        return entry.record
    changed = {field for field in entry.told if _differs(field, entry.record, held, seen)}
    if not changed:
        return held
    if changed & LINKS:
        changed.add("source")  # the old one tells of another page
    if entry.is_dated:
        changed.add("verified_on")
    values: dict[str, Any] = {name: getattr(entry.record, name) for name in changed if "." not in name}
    named = {field.partition(".")[2] for field in changed if "." in field}
    said = {name: entry.record.details.get(name) for name in sorted(named)}
    details = {name: value for name, value in (held.details | said).items() if value is not None}
    return replace(held, **values, details=details)


def _as_read_back(name: str, records: list[Record], today: date) -> dict[str, Record]:
    written = FORMATS[_SAME.get(Path(name).suffix.lower()[1:], "rss")].write(records, today)
    return {record.id: record for record in read_content(name, written, today=today).records}


def _differs(field: str, said: Record, held: Record, seen: Record | None) -> bool:
    value = _value(said, field)
    return value != _value(held, field) and (seen is None or value != _value(seen, field))


def _value(record: Record, field: str) -> Any:
    name, _, detail = field.partition(".")
    return record.details.get(detail) if detail else getattr(record, name)
