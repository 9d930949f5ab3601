"""Keeps drafts and publishes them: nothing goes out that a second person has not approved.

Whoever calls this notes in the audit log who did what; an edit is answered as soon as it is published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.errors import KnowledgeError
from bot.knowledge.database import reporting
from bot.knowledge.drafts.draft import (
    APPROVED,
    DRAFT,
    OPEN,
    PUBLISHED,
    WAITING,
    WITHDRAWN,
    Draft,
    read_draft,
)
from bot.knowledge.record import Record
from bot.knowledge.store import lock, read_row, save_record, write_body
from bot.knowledge.tables import DraftRow, RecordRow

Moment = datetime | None


class Drafts:
    """The drafts of one knowledge database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, identity: int) -> Draft | None:
        """The draft of this number."""
        with self._session() as session:
            row = session.get(DraftRow, identity)
            return read_draft(row) if row else None

    def find(self, states: Collection[str] = OPEN, record: str | None = None) -> list[Draft]:
        """Drafts in these states, of one record or of all, the newest first."""
        query = select(DraftRow).where(DraftRow.state.in_(list(states))).order_by(DraftRow.id.desc())
        if record is not None:
            query = query.where(DraftRow.record == record)
        with self._session() as session:
            return [read_draft(row) for row in session.execute(query).scalars()]

    def begin(
        self,
        record: Record,
        base: int,
        who: str,
        why: str,
        *,
        publish_at: Moment = None,
        retire_at: Moment = None,
    ) -> Draft:
        """Keep a new draft; raises KnowledgeError while somebody's draft of the record is open."""
        with self._session() as session:
            lock(session)
            open_ones = select(DraftRow).where(DraftRow.record == record.id, DraftRow.state.in_(OPEN))
            other = session.execute(open_ones).scalars().first()
            if other is not None:
                raise KnowledgeError(
                    f"{record.id}: draft {other.id} by {other.author} is open: change that one"
                )
            _require_base(session, record.id, base)
            row = add_draft(session, record, base, who, why, state=DRAFT)
            row.publish_at, row.retire_at = publish_at, retire_at
            session.flush()
            return read_draft(row)

    def change(
        self,
        identity: int,
        record: Record,
        base: int,
        who: str,
        why: str,
        *,
        seen: datetime,
        publish_at: Moment = None,
        retire_at: Moment = None,
    ) -> Draft:
        """Write into an open draft, which must be approved anew; `seen` is the `saved_at` that was shown.

        Raises KnowledgeError when it is not open, or somebody else wrote in it or published since.
        """
        with self._session() as session:
            row = _require(session, identity, OPEN)
            if read_draft(row).saved_at != seen:
                raise KnowledgeError(
                    f"draft {identity}: {row.author} changed it meanwhile: compare before saving"
                )
            if record.id != row.record:
                raise KnowledgeError(f"draft {identity}: expected the id {row.record}, found {record.id}")
            _require_base(session, record.id, base)
            authors = row.author.split(", ")
            row.author = ", ".join([*authors, *([] if who in authors else [who])])
            row.body, row.base, row.why, row.state = write_body(record), base, why, DRAFT
            row.publish_at, row.retire_at, row.saved_at = publish_at, retire_at, datetime.now(timezone.utc)
            row.decided_by = row.decision = None
            session.flush()
            return read_draft(row)

    def submit(self, identity: int) -> Draft:
        """Let a draft wait for a second person."""
        with self._session() as session:
            row = _require(session, identity, (DRAFT,))
            row.state = WAITING
            return read_draft(row)

    def send_back(self, identity: int, who: str, why: str) -> Draft:
        """Give a draft back to its author, with what is to be mended."""
        with self._session() as session:
            row = _require(session, identity, (WAITING, APPROVED))
            row.state, row.decided_by, row.decision = DRAFT, who, why
            return read_draft(row)

    def withdraw(self, identity: int, who: str, why: str) -> Draft:
        """Close a draft that nobody wants any more; it stays readable."""
        with self._session() as session:
            row = _require(session, identity, OPEN)
            row.state, row.decided_by, row.decision = WITHDRAWN, who, why
            return read_draft(row)

    def approve(self, identity: int, who: str, why: str, *, seen: datetime, now: datetime) -> Draft:
        """Publish a draft that waits, or keep it for the moment it is set for.

        Args:
            identity: its number.
            who: the second person.
            why: what they say of it.
            seen: the `saved_at` of what they read, so that nothing else is approved.
            now: the moment, in UTC.

        Raises KnowledgeError when they wrote in it themselves, or it or the record changed since.
        """
        with self._session() as session:
            lock(session)
            row = _require(session, identity, (WAITING,))
            draft = read_draft(row)
            if who in draft.authors:
                raise KnowledgeError(f"draft {identity}: expected a second person, {who} wrote in it")
            if draft.saved_at != seen:
                raise KnowledgeError(f"draft {identity}: changed meanwhile: read it again")
            _require_base(session, row.record, row.base)
            row.state, row.decided_by, row.decision = APPROVED, who, why
            if draft.publish_at is None or draft.publish_at <= now:
                _publish(session, row)
            return read_draft(row)

    def retire(self, identity: str) -> int:
        """Retire a record at once; return its version. Raises KnowledgeError when it is not published."""
        with self._session() as session:
            lock(session)
            row = session.get(RecordRow, identity)
            if row is None or row.status != "published":
                raise KnowledgeError(f"{identity}: expected a published record")
            return save_record(session, replace(read_row(row), status="retired"))

    def due(self, now: datetime) -> list[Draft]:
        """Approved drafts whose moment has come, and published ones whose record is to be retired."""
        newest = select(func.max(DraftRow.id)).where(DraftRow.state == PUBLISHED).group_by(DraftRow.record)
        publishing = (DraftRow.state == APPROVED) & (DraftRow.publish_at <= now)
        retiring = DraftRow.id.in_(newest) & (DraftRow.retire_at <= now)
        query = select(DraftRow).where(publishing | retiring).order_by(DraftRow.id)
        with self._session() as session:
            return [read_draft(row) for row in session.execute(query).scalars()]

    def keep_appointment(self, identity: int, now: datetime) -> Draft:
        """Do what a draft is due for, if it still is; it waits again when its record changed since."""
        with self._session() as session:
            lock(session)
            row = _require(session, identity, (APPROVED, PUBLISHED))
            draft = read_draft(row)
            if row.state == PUBLISHED and draft.retire_at and draft.retire_at <= now:
                row.retire_at = None
                record = session.get(RecordRow, row.record)
                save_record(session, replace(read_row(record), status="retired"))
            elif row.state == APPROVED and draft.publish_at and draft.publish_at <= now:
                if _current(session, row.record) == row.base:
                    _publish(session, row)
                else:
                    row.state = WAITING
            return read_draft(row)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with reporting(self._engine), Session(self._engine, future=True) as session, session.begin():
            yield session


def add_draft(session: Session, record: Record, base: int, who: str, why: str, *, state: str) -> DraftRow:
    """Add a draft in the caller's transaction."""
    now = datetime.now(timezone.utc)
    kept = {"record": record.id, "body": write_body(record), "base": base, "state": state}
    row = DraftRow(**kept, author=who, why=why, saved_at=now)
    session.add(row)
    return row


def _publish(session: Session, row: DraftRow) -> None:
    row.version = save_record(session, read_draft(row).record)
    row.state = PUBLISHED


def _require(session: Session, identity: int, states: Collection[str]) -> DraftRow:
    row: DraftRow | None = session.get(DraftRow, identity, with_for_update=True)
    if row is None or row.state not in states:
        found = f"it is {row.state}" if row else "there is none"
        raise KnowledgeError(f"draft {identity}: expected one that is {' or '.join(states)}, {found}")
    return row


def _require_base(session: Session, record: str, base: int) -> None:
    current = _current(session, record)
    if current != base:
        raise KnowledgeError(
            f"{record}: version {current} was published since version {base}: compare, then save again"
        )


def _current(session: Session, record: str) -> int:
    found = session.execute(select(RecordRow.version).where(RecordRow.id == record)).scalar()
    return int(found or 0)
