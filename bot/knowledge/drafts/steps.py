"""What is done to one draft in the caller's transaction, so that several are changed together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timezone

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import KnowledgeError
from bot.knowledge.drafts.draft import APPROVED, DRAFT, OPEN, PUBLISHED, WAITING, Draft, read_draft
from bot.knowledge.record import Record
from bot.knowledge.store import save_record, write_body
from bot.knowledge.tables import DraftRow, RecordRow


def add_draft(session: Session, record: Record, base: int, who: str, why: str, *, state: str) -> DraftRow:
    """Add a draft."""
    now = datetime.now(timezone.utc)
    kept = {"record": record.id, "body": write_body(record), "base": base, "state": state}
    row = DraftRow(**kept, author=who, why=why, saved_at=now)
    session.add(row)
    return row


def begin_draft(session: Session, record: Record, base: int, who: str, why: str) -> DraftRow:
    """Add a draft of a record; raises KnowledgeError when one is open, or `base` is an older version."""
    open_ones = select(DraftRow).where(DraftRow.record == record.id, DraftRow.state.in_(OPEN))
    other = session.execute(open_ones).scalars().first()
    if other is not None:
        raise KnowledgeError(f"{record.id}: draft {other.id} by {other.author} is open: change that one")
    require_base(session, record.id, base)
    return add_draft(session, record, base, who, why, state=DRAFT)


def approve_draft(
    session: Session, identity: int, who: str, why: str, *, seen: datetime, now: datetime
) -> Draft:
    """Do what `Drafts.approve` does."""
    row = require_draft(session, identity, (WAITING,))
    draft = read_draft(row)
    if who in draft.authors:
        raise KnowledgeError(f"draft {identity}: expected a second person, {who} wrote in it")
    if draft.saved_at != seen:
        raise KnowledgeError(f"draft {identity}: changed meanwhile: read it again")
    require_base(session, row.record, row.base)
    row.state, row.decided_by, row.decision = APPROVED, who, why
    if draft.publish_at is None or draft.publish_at <= now:
        publish(session, row)
    return read_draft(row)


def publish(session: Session, row: DraftRow) -> None:
    """Make a draft the newest version of its record."""
    row.version = save_record(session, read_draft(row).record)
    row.state = PUBLISHED


def require_draft(session: Session, identity: int, states: Collection[str]) -> DraftRow:
    """The row of a draft in one of these states, locked; raises KnowledgeError when there is none."""
    row: DraftRow | None = session.get(DraftRow, identity, with_for_update=True)
    if row is None or row.state not in states:
        found = f"it is {row.state}" if row else "there is none"
        raise KnowledgeError(f"draft {identity}: expected one that is {' or '.join(states)}, {found}")
    return row


def require_base(session: Session, record: str, base: int) -> None:
    """Raise KnowledgeError unless `base` is the version that a record has now, 0 when there is none."""
    current = current_version(session, record)
    if current != base:
        raise KnowledgeError(
            f"{record}: version {current} was published since version {base}: compare, then save again"
        )


def current_version(session: Session, record: str) -> int:
    """The version of a record, 0 when there is none."""
    found = session.execute(select(RecordRow.version).where(RecordRow.id == record)).scalar()
    return int(found or 0)
