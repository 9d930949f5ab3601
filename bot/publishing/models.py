"""The models in the database: added when trained, told about when tested, approved by a second person."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.audit.log import AuditLog
from bot.errors import OversightError
from bot.publishing.live import hold, prepare_tables
from bot.publishing.model import CHECKOUT, DRAFTS, Model, read_model
from bot.publishing.report import Report
from bot.publishing.tables import MODEL

MOST_SHOWN = 50


@dataclass(frozen=True)
class Origin:
    """What a model was made from, by whom, and why."""

    author: str
    why: str
    ingredients: str
    """SHA-256 of all that it was made from."""
    code: str
    """SHA-256 of the program that trained it; no other program may load it."""
    contributors: tuple[str, ...] = ()
    commit: str | None = None
    knowledge: str | None = None
    source: str = DRAFTS


class Models:
    """The models of a database."""

    def __init__(self, engine: Engine, audit: AuditLog) -> None:
        prepare_tables(engine)
        self._engine = engine
        self._audit = audit

    def add(self, digest: str, origin: Origin) -> Model:
        """Add a trained model, or return the one that is byte for byte the same."""
        row = vars(origin) | {"contributors": "\n".join(origin.contributors)}
        try:
            with self._engine.begin() as connection:
                plain = {"digest": digest, "made_at": time.time(), "is_kept": True}
                connection.execute(insert(MODEL), row | plain)
        except IntegrityError:
            with self._engine.begin() as connection:
                connection.execute(update(MODEL).where(MODEL.c.digest == digest).values(is_kept=True))
        found = self.find(digest)
        assert found is not None
        return found

    def find(self, digest: str) -> Model | None:
        """Return the model with this digest."""
        with self._engine.connect() as connection:
            row = connection.execute(select(MODEL).where(MODEL.c.digest == digest)).first()
        return read_model(row) if row else None

    def made_from(self, ingredients: str) -> Model | None:
        """Return the newest kept model that was made from just this."""
        query = select(MODEL).where(MODEL.c.ingredients == ingredients, MODEL.c.is_kept)
        with self._engine.connect() as connection:
            row = connection.execute(query.order_by(MODEL.c.id.desc())).first()
        return read_model(row) if row else None

    def get(self, identity: int) -> Model:
        """Return a model; raises OversightError when there is none of this number."""
        with self._engine.connect() as connection:
            row = connection.execute(select(MODEL).where(MODEL.c.id == identity)).first()
        if row is None:
            raise OversightError(f"model: there is none with the number {identity}")
        return read_model(row)

    def newest(self) -> list[Model]:
        """Return the newest models first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(MODEL).order_by(MODEL.c.id.desc()).limit(MOST_SHOWN)).all()
        return [read_model(row) for row in rows]

    def report(self, identity: int, report: Report) -> None:
        """Keep what testing has shown; an approval of what was shown before is void."""
        void = {"approved_by": None, "approved_at": None, "approved_why": None}
        with self._engine.begin() as connection:
            hold(connection)
            values = {"report": report.as_text()} | void
            connection.execute(update(MODEL).where(MODEL.c.id == identity).values(**values))

    def approve(self, identity: int, who: str, why: str) -> None:
        """Let a model answer citizens; raises OversightError for a closed gate, or for one of its authors."""
        with self._engine.begin() as connection:
            hold(connection)
            row = connection.execute(select(MODEL).where(MODEL.c.id == identity)).first()
            if row is None:
                raise OversightError(f"model: there is none with the number {identity}")
            model = read_model(row)
            require_approvable(model, who)
            values = {"approved_by": who, "approved_at": time.time(), "approved_why": why}
            connection.execute(update(MODEL).where(MODEL.c.id == identity).values(**values))
            details = {"digest": model.digest, "author": model.author}
            named = {"action": "model.approve", "subject": f"model:{identity}"}
            self._audit.append(connection, who=who, why=why, details=details, **named)


def require_approvable(model: Model, who: str) -> None:
    """Raise OversightError that says why this person may not approve this model."""
    if model.source == CHECKOUT:
        raise OversightError("approve: the model of the checkout needs no approval")
    if model.report is None:
        raise OversightError("approve: the model is not tested yet")
    if not model.report.is_passed:
        raise OversightError("approve: the gate is closed")
    if who.casefold() in model.authors:
        raise OversightError("approve: a second person must: your own work is in this model")
    if model.is_approved:
        raise OversightError(f"approve: {model.approved_by} has approved it already")
