"""Keeps what staff decide of questions, and takes it back: each in the audit log, with who and why.

A decision is of wordings: their turns leave the inbox, and so do those that come later. What is to be taught
is drafted first; if then the decision cannot be kept, the drafts are taken back.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection, Engine, Row

from bot.audit.log import AuditLog, require
from bot.authoring.change import Change
from bot.errors import MissiError, OversightError
from bot.review.tables import DECISION, TICKET, TURN, WORDING
from bot.review.verdicts import Verdict

MOST_WORDINGS = 5000  # of one decision
FRESH_S = 15 * 60.0
GONE = "somebody else has decided this meanwhile"


class Draft(Protocol):
    """A change that waits for publication."""

    @property
    def id(self) -> str:
        """What it is undone by."""


class Drafts(Protocol):
    """Where changes of the files are drafted; `bot.authoring.workspace` is the real one."""

    def apply(self, change: Change, author: str, why: str) -> Draft:
        """Draft a change; raises AuthoringError."""

    def undo(self, id: str, author: str, why: str) -> Draft:
        """Take one back; raises AuthoringError."""


@dataclass(frozen=True)
class Decision:
    """A decision as it is kept."""

    id: int
    at: float
    who: str
    kind: str
    why: str
    told: Mapping[str, str]
    changes: tuple[str, ...]
    """Ids of what was drafted for it."""
    undone_at: float | None
    undone_by: str | None


class Decisions:
    """The decisions of a database."""

    def __init__(self, engine: Engine, audit: AuditLog, drafts: Drafts) -> None:
        self._engine = engine
        self._audit = audit
        self._drafts = drafts

    def decide(self, verdict: Verdict, wordings: Collection[int], *, who: str, why: str) -> int:
        """Keep a decision of wordings that are open and return its number.

        Raises OversightError when there are none, or somebody was faster; AuthoringError when something
        cannot be drafted. Then nothing is kept.
        """
        why = require(why, "why")
        if not 0 < len(wordings) <= MOST_WORDINGS:
            raise OversightError(f"questions: expected 1 to {MOST_WORDINGS}, got {len(wordings)}")
        drafted = self._draft(verdict.changes, who, why)
        try:
            with self._engine.begin() as connection:
                return self._keep(connection, verdict, wordings, drafted, who, why)
        except Exception:
            self._take_back(drafted, who, "the decision could not be kept")
            raise

    def undo(self, number: int, *, who: str, why: str) -> Decision:
        """Take a decision back, with all that came of it; raises OversightError, AuthoringError."""
        decision = self.find(number)
        if decision is None or decision.undone_at is not None:
            raise OversightError("decision: there is none like that, or it was undone already")
        self._take_back(decision.changes, who, why)
        with self._engine.begin() as connection:
            self._log(connection, "inbox.undo", number, who, why, {"kind": decision.kind})
            mine = (DECISION.c.id == number) & DECISION.c.undone_at.is_(None)
            undone = update(DECISION).where(mine).values(undone_at=time.time(), undone_by=who)
            if not connection.execute(undone).rowcount:
                raise OversightError(GONE)
            for table in (WORDING, TURN):
                connection.execute(update(table).where(table.c.decision == number).values(decision=None))
            ticket = (TICKET.c.decision == number) & (TICKET.c.status == "open")
            connection.execute(update(TICKET).where(ticket).values(status="withdrawn"))
        return decision

    def find(self, number: int) -> Decision | None:
        """Return a decision, if there is one."""
        with self._engine.connect() as connection:
            row = connection.execute(select(DECISION).where(DECISION.c.id == number)).first()
        return _read(row) if row else None

    def latest(self, most: int, who: str | None = None) -> list[Decision]:
        """Return the newest decisions, of everybody or of one person."""
        query = select(DECISION).order_by(DECISION.c.id.desc()).limit(most)
        if who is not None:
            query = query.where(DECISION.c.who == who)
        with self._engine.connect() as connection:
            return [_read(row) for row in connection.execute(query)]

    def last_of(self, who: str) -> Decision | None:
        """Return somebody's newest decision that still holds, as long as it is fresh enough to be a slip."""
        decision = next(iter(self.latest(1, who)), None)
        is_fresh = decision and decision.undone_at is None and time.time() - decision.at < FRESH_S
        return decision if is_fresh else None

    def _draft(self, changes: Sequence[Change], who: str, why: str) -> list[str]:
        drafted: list[str] = []
        try:
            for change in changes:
                drafted.append(self._drafts.apply(change, who, why).id)
        except MissiError:
            self._take_back(drafted, who, "another change of the same decision could not be drafted")
            raise
        return drafted

    def _take_back(self, drafted: Sequence[str], who: str, why: str) -> None:
        for change in reversed(drafted):
            self._drafts.undo(change, who, why)

    def _keep(
        self,
        connection: Connection,
        verdict: Verdict,
        wordings: Collection[int],
        drafted: Sequence[str],
        who: str,
        why: str,
    ) -> int:
        row = {"at": time.time(), "who": who, "kind": verdict.kind, "why": why}
        row |= {"told": json.dumps(dict(verdict.told)), "changes": json.dumps(list(drafted))}
        number = int(connection.execute(insert(DECISION), row).inserted_primary_key[0])
        self._log(
            connection,
            f"inbox.{verdict.kind}",
            number,
            who,
            why,
            {**verdict.told, "questions": len(wordings)},
        )
        mine = WORDING.c.id.in_(wordings) & WORDING.c.decision.is_(None)
        if connection.execute(update(WORDING).where(mine).values(decision=number)).rowcount != len(wordings):
            raise OversightError(GONE)
        turns = TURN.c.wording.in_(wordings)
        connection.execute(update(TURN).where(turns).values(decision=number))
        if verdict.gap:
            cluster = select(func.min(WORDING.c.cluster)).where(WORDING.c.decision == number)
            ticket = vars(verdict.gap) | {
                "decision": number,
                "opened": row["at"],
                "who": who,
                "status": "open",
            }
            connection.execute(insert(TICKET), ticket | {"cluster": connection.execute(cluster).scalar_one()})
        return number

    def _log(
        self, connection: Connection, action: str, number: int, who: str, why: str, told: Mapping[str, Any]
    ) -> None:
        subject = f"decision:{number}"
        self._audit.append(connection, who=who, action=action, subject=subject, why=why, details=told)


def open_wordings(engine: Engine, clusters: Collection[int]) -> list[int]:
    """Return the wordings of clusters that nobody has decided of, as many as one decision may be of."""
    waiting = (WORDING.c.cluster.in_(clusters), WORDING.c.decision.is_(None))
    query = select(WORDING.c.id).where(*waiting).order_by(WORDING.c.id).limit(MOST_WORDINGS)
    with engine.connect() as connection:
        return list(connection.execute(query).scalars())


def _read(row: Row) -> Decision:
    kept = dict(row._mapping)
    kept |= {"told": json.loads(kept["told"]), "changes": tuple(json.loads(kept["changes"]))}
    return Decision(**kept)
