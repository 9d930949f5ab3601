"""Loads the knowledge files without losing what staff changed in the database since.

The database remembers what the files last said of each record. What only the files changed is taken over;
what only staff changed is kept; what both changed is kept, and what the files say waits as a draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.knowledge.database import reporting
from bot.knowledge.drafts.draft import FILES, OPEN, WAITING, WITHDRAWN
from bot.knowledge.drafts.drafts import add_draft
from bot.knowledge.record import Record
from bot.knowledge.store import LoadResult, Store, lock, read_row, save_records
from bot.knowledge.tables import DraftRow, OriginRow, RecordRow

GONE = ""
"""What stands for the fingerprint of a record that the files have no more."""


@dataclass
class _Plan:
    """What a load is about to do."""

    records: list[Record] = field(default_factory=list)
    kept: int = 0
    conflicts: list[Record] = field(default_factory=list)
    """As the files have them."""
    origins: dict[str, str] = field(default_factory=dict)


def load_files(store: Store, records: Iterable[Record]) -> LoadResult:
    """Bring the records of the knowledge files into the database, in one transaction."""
    with reporting(store.engine), Session(store.engine, future=True) as session, session.begin():
        lock(session)
        there = {row.id: read_row(row) for row in session.execute(select(RecordRow)).scalars()}
        origins = {row.id: row.fingerprint for row in session.execute(select(OriginRow)).scalars()}
        plan = _plan(list(records), there, origins)
        result = save_records(session, plan.records, retire_missing=True)
        for identity, fingerprint in plan.origins.items():
            if origins.get(identity) != fingerprint:
                session.merge(OriginRow(id=identity, fingerprint=fingerprint))
        for record in plan.conflicts:
            _propose(session, record, there[record.id].version)
        waiting = select(DraftRow.record).where(DraftRow.author == FILES, DraftRow.state.in_(OPEN))
        conflicts = session.execute(waiting.order_by(DraftRow.record)).scalars().all()
    return replace(result, kept=plan.kept, conflicts=tuple(conflicts))


def _plan(records: list[Record], there: dict[str, Record], origins: dict[str, str]) -> _Plan:
    plan = _Plan()
    for record in records:
        _meet(plan, record, there.get(record.id), origins.get(record.id))
        plan.origins[record.id] = record.fingerprint()
    for identity in there.keys() - plan.origins.keys():
        _miss(plan, there[identity], origins.get(identity))
    return plan


def _meet(plan: _Plan, said: Record, held: Record | None, origin: str | None) -> None:
    """Decide about a record that the files have."""
    if held is None or said.fingerprint() == held.fingerprint() or origin == held.fingerprint():
        plan.records.append(said)
    elif origin == GONE and held.status == "retired":
        plan.records.append(said)
    else:
        plan.records.append(held)
        plan.kept += 1
        if origin != said.fingerprint():
            plan.conflicts.append(said)


def _miss(plan: _Plan, held: Record, origin: str | None) -> None:
    """Decide about a record that the files do not have: one that was never there is the staff's own."""
    if origin is not None:
        plan.origins[held.id] = GONE
    if held.status == "retired" or origin == held.fingerprint():
        return
    plan.records.append(held)
    plan.kept += 1
    if origin not in (None, GONE):
        plan.conflicts.append(replace(held, status="retired"))


def _propose(session: Session, record: Record, base: int) -> None:
    """Let what the files say wait for an approver, in place of what they said before."""
    before = select(DraftRow).where(
        DraftRow.record == record.id, DraftRow.author == FILES, DraftRow.state.in_(OPEN)
    )
    for row in session.execute(before).scalars():
        row.state = WITHDRAWN
    why = "The files and the console both changed it."
    add_draft(session, record, base, FILES, why, state=WAITING)
