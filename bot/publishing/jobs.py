"""The jobs in the database: staff ask for them, the worker does one at a time, and they tell how they go."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Engine

from bot.audit.log import AuditLog
from bot.errors import OversightError
from bot.publishing.job import CANCELED, FAILED, OPEN, RUNNING, WAITING, Job, read_job
from bot.publishing.live import hold, prepare_tables
from bot.publishing.tables import JOB, LINE

STALE_S = 20.0
"""After so long without a sign of life a job's worker is taken for dead."""
MOST_SHOWN = 20
MOST_LINES = 200
LOST = "The worker stopped while it ran. Nothing was published; try again."


class Jobs:
    """The jobs of a database."""

    def __init__(self, engine: Engine, audit: AuditLog) -> None:
        prepare_tables(engine)
        self._engine = engine
        self._audit = audit

    def ask(self, kind: str, author: str, why: str, model: int | None = None) -> Job:
        """Ask for a job; raises OversightError when the same is under way already, or no reason is given."""
        with self._engine.begin() as connection:
            hold(connection)
            same = (JOB.c.kind == kind, JOB.c.model.is_(None) if model is None else JOB.c.model == model)
            if connection.execute(select(JOB.c.id).where(JOB.c.state.in_(OPEN), *same)).first():
                raise OversightError(f"job: to {kind} is under way already; wait for it, or cancel it")
            row = {"kind": kind, "model": model, "author": author, "why": why, "asked_at": time.time()}
            plain = {"state": WAITING, "must_end": False, "step": "", "done": 0, "total": 0, "attempts": 0}
            added = connection.execute(insert(JOB), row | plain)
            identity = int(added.inserted_primary_key[0])
            self._note(connection, author, f"job.{kind}", identity, why)
        return self.get(identity)

    def get(self, identity: int) -> Job:
        """Return a job; raises OversightError when there is none of this number."""
        with self._engine.connect() as connection:
            row = connection.execute(select(JOB).where(JOB.c.id == identity)).first()
        if row is None:
            raise OversightError(f"job: there is none with the number {identity}")
        return read_job(row)

    def newest(self, model: int | None = None) -> list[Job]:
        """Return the newest jobs first, of one model or of all."""
        query = select(JOB).order_by(JOB.c.id.desc()).limit(MOST_SHOWN)
        with self._engine.connect() as connection:
            rows = connection.execute(query if model is None else query.where(JOB.c.model == model)).all()
        return [read_job(row) for row in rows]

    def lines(self, identity: int) -> list[tuple[float, str]]:
        """Return when a job told what, the newest first."""
        query = select(LINE.c.at, LINE.c.text).where(LINE.c.job == identity)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(LINE.c.id.desc()).limit(MOST_LINES)).all()
        return [(row.at, row.text) for row in rows]

    def cancel(self, identity: int, who: str, why: str) -> None:
        """Have a job ended; one that waits is canceled at once, one that runs within seconds."""
        with self._engine.begin() as connection:
            hold(connection)
            mine = update(JOB).where(JOB.c.id == identity)
            ended = {"state": CANCELED, "ended_at": time.time()}
            waiting = connection.execute(mine.where(JOB.c.state == WAITING).values(**ended)).rowcount
            running = connection.execute(mine.where(JOB.c.state == RUNNING).values(must_end=True)).rowcount
            if not (waiting or running):
                raise OversightError("job: it has ended already")
            self._note(connection, who, "job.cancel", identity, why)

    def retry(self, identity: int, who: str, why: str) -> None:
        """Have a job that failed or was canceled done again; what it had made already is not made anew."""
        fresh: Mapping[str, Any] = {
            "state": WAITING,
            "must_end": False,
            "ended_at": None,
            "beat_at": None,
            "step": "",
            "done": 0,
            "total": 0,
        }
        with self._engine.begin() as connection:
            hold(connection)
            mine = update(JOB).where(JOB.c.id == identity, JOB.c.state.in_((FAILED, CANCELED)))
            if not connection.execute(mine.values(**fresh)).rowcount:
                raise OversightError("job: only one that failed or was canceled is tried again")
            self._note(connection, who, "job.retry", identity, why)

    def take(self) -> Job | None:
        """Take up the oldest job that waits, unless another runs; called by the worker."""
        now = time.time()
        with self._engine.begin() as connection:
            hold(connection)
            if connection.execute(select(JOB.c.id).where(JOB.c.state == RUNNING)).first():
                return None
            oldest = select(JOB).where(JOB.c.state == WAITING).order_by(JOB.c.id).limit(1)
            row = connection.execute(oldest).first()
            if row is None:
                return None
            begun = {"state": RUNNING, "began_at": now, "beat_at": now, "attempts": row.attempts + 1}
            connection.execute(update(JOB).where(JOB.c.id == row.id).values(**begun))
        return self.get(row.id)

    def beat(self, identity: int) -> bool:
        """Note a sign of life; tells whether the job may go on."""
        with self._engine.begin() as connection:
            going = (JOB.c.id == identity, JOB.c.state == RUNNING)
            connection.execute(update(JOB).where(*going).values(beat_at=time.time()))
            return (
                connection.execute(select(JOB.c.id).where(*going, JOB.c.must_end.is_(False))).first()
                is not None
            )

    def step(self, identity: int, text: str, done: int = 0, total: int = 0) -> None:
        """Note how far a job is; a new step becomes a line, too."""
        with self._engine.begin() as connection:
            before = connection.execute(select(JOB.c.step).where(JOB.c.id == identity)).scalar_one()
            values = {"step": text, "done": done, "total": total}
            connection.execute(update(JOB).where(JOB.c.id == identity).values(**values))
            if text != before:
                _tell(connection, identity, text)

    def tell(self, identity: int, text: str) -> None:
        """Add a line to what a job tells."""
        with self._engine.begin() as connection:
            _tell(connection, identity, text)

    def belong(self, identity: int, model: int) -> None:
        """Note which model a job has made."""
        with self._engine.begin() as connection:
            connection.execute(update(JOB).where(JOB.c.id == identity).values(model=model))

    def end(self, identity: int, state: str, text: str) -> None:
        """Note how a job has ended, with a last line; one that has ended already stays as it is."""
        with self._engine.begin() as connection:
            mine = update(JOB).where(JOB.c.id == identity, JOB.c.state == RUNNING)
            if connection.execute(mine.values(state=state, ended_at=time.time())).rowcount:
                _tell(connection, identity, text)

    def fail_lost(self, now: float | None = None) -> Sequence[int]:
        """End as failed the jobs whose worker gives no sign of life any more; return their numbers."""
        late = (time.time() if now is None else now) - STALE_S
        query = select(JOB.c.id).where(JOB.c.state == RUNNING, JOB.c.beat_at < late)
        with self._engine.connect() as connection:
            lost = list(connection.execute(query).scalars())
        for identity in lost:
            self.end(identity, FAILED, LOST)
        return lost

    def _note(self, connection: Connection, who: str, action: str, identity: int, why: str) -> None:
        self._audit.append(connection, who=who, action=action, subject=f"job:{identity}", why=why)


def _tell(connection: Connection, identity: int, text: str) -> None:
    connection.execute(insert(LINE), {"job": identity, "at": time.time(), "text": text})
