"""Saves records in the database and reads them back; every change is a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from itertools import count
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.knowledge.database import reporting
from bot.knowledge.record import DATE_DETAILS, Record, Source
from bot.knowledge.search.lexical import index_text, remove_text
from bot.knowledge.tables import RecordRow, RevisionRow, VersionRow

_DATES = ("verified_on", "review_by")
_LISTS = ("topics", "audience", "keywords", "asks")


@dataclass(frozen=True)
class LoadResult:
    """How many records a load added, changed, retired and left as they were."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    unchanged: int = 0
    kept: int = 0
    """Of those unchanged, how many say something else than the files, because staff changed them."""
    conflicts: tuple[str, ...] = ()
    """Ids of records that both staff and the files changed: what the files say waits as a draft."""


class Store:
    """The records of one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def save_all(self, records: Iterable[Record], retire_missing: bool = False) -> LoadResult:
        """Add or change records in one transaction; the same records again change nothing.

        Together with all that there are, they set the order; otherwise new ones come last.

        Args:
            records: the records to save; their `version` is set here.
            retire_missing: whether published records that are not among them become retired.
        """
        with reporting(self.engine), Session(self.engine, future=True) as session, session.begin():
            return save_records(session, records, retire_missing)

    def all(self, statuses: Sequence[str] = ("published",)) -> list[Record]:
        """Every record of these statuses, in the order they were loaded."""
        query = select(RecordRow).where(RecordRow.status.in_(statuses)).order_by(RecordRow.position)
        with reporting(self.engine), Session(self.engine, future=True) as session:
            return [read_row(row) for row in session.execute(query).scalars()]

    def get(self, identity: str, version: int | None = None) -> Record | None:
        """The record of this id, or one of its earlier versions; None when there is none."""
        with reporting(self.engine), Session(self.engine, future=True) as session:
            if version is None:
                row = session.get(RecordRow, identity)
                return read_row(row) if row else None
            kept = session.get(VersionRow, (identity, version))
            return read_body(kept.body) if kept else None

    def beginning_with(self, prefix: str) -> list[Record]:
        """Every published record whose id begins so."""
        fitting = (RecordRow.id.startswith(prefix, autoescape=True), RecordRow.status == "published")
        with reporting(self.engine), Session(self.engine, future=True) as session:
            rows = session.execute(select(RecordRow).where(*fitting).order_by(RecordRow.position)).scalars()
            return [read_row(row) for row in rows]

    def count(self) -> int:
        """How many records there are, of any status."""
        with reporting(self.engine), Session(self.engine, future=True) as session:
            return int(session.execute(select(func.count(RecordRow.id))).scalar_one())

    def revision(self) -> int:
        """A number that grows with every change."""
        with reporting(self.engine), self.engine.connect() as connection:
            return int(connection.execute(select(RevisionRow.number)).scalar_one())


def save_records(session: Session, records: Iterable[Record], retire_missing: bool = False) -> LoadResult:
    """Do what `Store.save_all` does, in the caller's transaction."""
    counts = dict.fromkeys(("added", "changed", "retired", "unchanged"), 0)
    lock(session)
    rows = {row.id: row for row in session.execute(select(RecordRow)).scalars()}
    records = list(records)
    missing = set(rows) - {record.id for record in records}
    positions = _positions(records, rows, whole=retire_missing or not missing)
    for record, position in zip(records, positions):
        counts[_save(session, record, rows.get(record.id), position)] += 1
    for identity in missing if retire_missing else ():
        if rows[identity].status != "retired":
            record = replace(read_row(rows[identity]), status="retired")
            _save(session, record, rows[identity], rows[identity].position)
            counts["retired"] += 1
    if counts["added"] or counts["changed"] or counts["retired"]:
        _count_change(session)
    return LoadResult(counts["added"], counts["changed"], counts["retired"], counts["unchanged"])


def save_record(session: Session, record: Record) -> int:
    """Save one record in the caller's transaction; return its version. A new one comes last."""
    row = session.get(RecordRow, record.id)
    last = session.execute(select(func.max(RecordRow.position))).scalar()
    position = row.position if row else (-1 if last is None else last) + 1
    if _save(session, record, row, position) != "unchanged":
        _count_change(session)
    return int(session.execute(select(RecordRow.version).where(RecordRow.id == record.id)).scalar_one())


def lock(session: Session) -> None:
    """Let no other process change records until the transaction ends (SQLite has one writer anyway)."""
    session.execute(select(RevisionRow).with_for_update()).first()


def _count_change(session: Session) -> None:
    session.execute(update(RevisionRow).values(number=RevisionRow.number + 1))


def _positions(records: Sequence[Record], rows: Mapping[str, RecordRow], whole: bool) -> list[int]:
    """Where each record goes: in their own order when they are the whole, else behind what is there."""
    if whole:
        return list(range(len(records)))
    new = count(max((row.position for row in rows.values()), default=-1) + 1)
    return [rows[r.id].position if r.id in rows else next(new) for r in records]


def _save(session: Session, record: Record, row: RecordRow | None, position: int) -> str:
    if row is not None and row.fingerprint == record.fingerprint():
        row.position = position
        return "unchanged"
    version = row.version + 1 if row is not None else 1
    record = replace(record, version=version)
    body = write_body(record)
    session.merge(RecordRow(**row_values(record, position)))
    session.add(VersionRow(id=record.id, version=version, body=body, saved_at=datetime.now(timezone.utc)))
    session.flush()
    if row is not None:  # to look for the text of a new one would mean reading those of all others
        remove_text(session, record.id)
    if record.status == "published":
        index_text(session, record)
    return "added" if row is None else "changed"


def row_values(record: Record, position: int) -> dict[str, Any]:
    """What stands in the row of a record, by column."""
    values = write_body(record) | {name: getattr(record, name) for name in _DATES}
    return values | {"type": record.type, "fingerprint": record.fingerprint(), "position": position}


def write_body(record: Record) -> dict[str, Any]:
    """The record as JSON: dates as text, tuples as lists."""
    body = {name: getattr(record, name) for name in Record.__dataclass_fields__}
    body |= {name: list(body[name]) for name in _LISTS}
    body |= {name: body[name] and body[name].isoformat() for name in _DATES}
    body["source"] = record.source and vars(record.source)
    body["details"] = {k: v.isoformat() if k in DATE_DETAILS else v for k, v in record.details.items()}
    return body


def read_row(row: RecordRow) -> Record:
    """The record of a row."""
    return read_body({name: getattr(row, name) for name in Record.__dataclass_fields__})


def read_body(body: Mapping[str, Any]) -> Record:
    """The record that a row or a kept version holds."""
    values = dict(body)
    values |= {name: tuple(values[name]) for name in _LISTS}
    for name in _DATES:
        if isinstance(values[name], str):
            values[name] = date.fromisoformat(values[name])
    values["source"] = Source(**values["source"]) if values["source"] else None
    values["details"] = {
        k: date.fromisoformat(v) if k in DATE_DETAILS else v for k, v in values["details"].items()
    }
    return Record(**values)
