"""Gap tickets: what an agency was asked to supply, until somebody closes them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog, require
from bot.errors import OversightError
from bot.review.tables import TICKET, TURN
from bot.settings import STATE_TIME

STATUSES = ("open", "closed", "withdrawn")
MOST_SHOWN = 200


@dataclass(frozen=True)
class Ticket:
    """A gap ticket; times are in seconds since 1970."""

    id: int
    decision: int | None
    cluster: int | None
    opened: float
    who: str
    agency: str
    note: str
    due: str | None
    status: str
    closed: float | None
    closed_by: str | None
    result: str | None
    turns: int
    """How often the question was asked, as far as its turns are still kept."""

    @property
    def is_overdue(self) -> bool:
        """Whether it is open, and its day is over."""
        return self.status == "open" and bool(self.due) and date.fromisoformat(self.due or "") < _today()


class Tickets:
    """The tickets of a database."""

    def __init__(self, engine: Engine, audit: AuditLog) -> None:
        self._engine = engine
        self._audit = audit

    def all(self, status: str = "open", agency: str = "") -> list[Ticket]:
        """Return the tickets of a status, of all agencies or one: those due first, then the oldest."""
        asked = select(func.count()).where(TURN.c.cluster == TICKET.c.cluster).scalar_subquery()
        query = select(TICKET, asked.label("turns")).where(TICKET.c.status == status)
        if agency:
            query = query.where(TICKET.c.agency == agency)
        order = (TICKET.c.due.is_(None), TICKET.c.due, TICKET.c.id)
        newest = (TICKET.c.id.desc(),)
        query = query.order_by(*(order if status == "open" else newest)).limit(MOST_SHOWN)
        with self._engine.connect() as connection:
            return [Ticket(**row._mapping) for row in connection.execute(query)]

    def count_open(self) -> int:
        """Return how many are open."""
        with self._engine.connect() as connection:
            query = select(func.count()).select_from(TICKET).where(TICKET.c.status == "open")
            return int(connection.execute(query).scalar_one())

    def close(self, number: int, result: str, *, who: str) -> None:
        """Close a ticket with what came of it, the reason in the audit log, too; raises OversightError."""
        result = require(result, "what came of it")
        values = {"status": "closed", "closed": time.time(), "closed_by": who, "result": result}
        self._change(number, "open", values, "gap.close", who, result)

    def reopen(self, number: int, why: str, *, who: str) -> None:
        """Open a closed ticket again; raises OversightError."""
        values = {"status": "open", "closed": None, "closed_by": None, "result": None}
        self._change(number, "closed", values, "gap.reopen", who, require(why, "why"))

    def _change(
        self, number: int, status: str, values: Mapping[str, object], action: str, who: str, why: str
    ) -> None:
        with self._engine.begin() as connection:
            self._audit.append(connection, who=who, action=action, subject=f"gap:{number}", why=why)
            mine = (TICKET.c.id == number) & (TICKET.c.status == status)
            if not connection.execute(update(TICKET).where(mine).values(**values)).rowcount:
                raise OversightError(f"ticket {number}: is not {status}")


def _today() -> date:
    return datetime.now(STATE_TIME).date()
