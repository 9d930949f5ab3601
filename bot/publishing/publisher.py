"""Lets a model go live, or one that was live before, and tells which one is; each with its audit entry."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from bot.audit.log import AuditLog
from bot.errors import OversightError
from bot.publishing.live import hold
from bot.publishing.model import CHECKOUT, Model, read_model
from bot.publishing.publication import (
    AUTOMATIC,
    LEFT,
    PUBLISHED,
    ROLLED_BACK,
    WATCHING,
    Publication,
    read_publication,
)
from bot.publishing.stock import Stock
from bot.publishing.tables import LIVE, MODEL, PUBLICATION

MOST_SHOWN = 50


@dataclass(frozen=True)
class Publisher:
    """What goes live from a stock of models."""

    stock: Stock
    audit: AuditLog

    def live(self) -> Model | None:
        """Return the model that answers: the one published last, or that of the checkout, if there is any."""
        published = self.published()
        return published or self.stock.checkout()

    def published(self) -> Model | None:
        """Return the model published last, unless this program cannot load it; None for the checkout's."""
        query = select(MODEL).join(PUBLICATION, PUBLICATION.c.model == MODEL.c.id)
        query = query.join(LIVE, LIVE.c.publication == PUBLICATION.c.id)
        with self.stock.engine.connect() as connection:
            row = connection.execute(query).first()
        return read_model(row) if row and row.code == self.stock.code else None

    def history(self) -> list[Publication]:
        """Return what went live, the newest first."""
        query = select(PUBLICATION).order_by(PUBLICATION.c.id.desc()).limit(MOST_SHOWN)
        with self.stock.engine.connect() as connection:
            return [read_publication(row) for row in connection.execute(query)]

    def publish(self, identity: int, who: str, why: str) -> Publication:
        """Let an approved model go live; raises OversightError that says what is in the way."""
        live = self.live()
        with self.stock.engine.begin() as connection:
            hold(connection)
            model = _get(connection, identity)
            self.require_publishable(model, live)
            return self._put(connection, model, live, PUBLISHED, who, why)

    def require_publishable(self, model: Model, live: Model | None) -> None:
        """Raise OversightError that says why a model may not go live."""
        self.stock.require(model)
        if live is not None and model.id == live.id:
            raise OversightError("publish: it is live already")
        if model.report is None:
            raise OversightError("publish: the model is not tested yet")
        if not model.report.is_passed:
            raise OversightError("publish: the gate is closed")
        if live is not None and model.report.against != live.digest:
            raise OversightError("publish: another model went live since it was tested; test it again")
        if not model.is_approved:
            raise OversightError("publish: a second person must approve it first")

    def roll_back(self, identity: int, who: str, why: str, kind: str = ROLLED_BACK) -> Publication:
        """Let a model go live that was live before; raises OversightError when it was not, or is gone."""
        live = self.live()
        with self.stock.engine.begin() as connection:
            hold(connection)
            model = _get(connection, identity)
            self.stock.require(model)
            if live is not None and model.id == live.id:
                raise OversightError("roll back: it is live already")
            if not was_live(connection, model):
                raise OversightError("roll back: it was never live; publish it instead")
            return self._put(connection, model, live, kind, who, why)

    def leave_to_checkout(self, who: str, why: str) -> None:
        """Let every assistant answer with its own checkout's model, as before anything was published."""
        with self.stock.engine.begin() as connection:
            hold(connection)
            connection.execute(update(LIVE).values(publication=None))
            self.audit.append(connection, who=who, why=why, action="model.checkout", subject="model")

    def note_watch(self, identity: int, watch: str, told: str) -> None:
        """Keep how the first minutes of a publication go."""
        with self.stock.engine.begin() as connection:
            mine = update(PUBLICATION).where(PUBLICATION.c.id == identity)
            connection.execute(mine.values(watch=watch, told=told))

    def _put(
        self, connection: Connection, model: Model, live: Model | None, kind: str, who: str, why: str
    ) -> Publication:
        """Add to the history, make that the live row, and note it in the audit log."""
        watched = PUBLICATION.c.watch == WATCHING
        connection.execute(update(PUBLICATION).where(watched).values(watch=LEFT))
        row = {"model": model.id, "before": live.id if live else None, "kind": kind, "at": time.time()}
        # Whatever the watch went back to is not watched again: it would go back and forth.
        watch = LEFT if kind == AUTOMATIC else WATCHING
        row |= {"who": who, "why": why, "watch": watch, "told": ""}
        added = connection.execute(insert(PUBLICATION), row)
        identity = int(added.inserted_primary_key[0])
        connection.execute(update(LIVE).values(publication=identity))
        details = {"digest": model.digest, "before": live.digest if live else None}
        named = {"action": f"model.{kind}", "subject": f"model:{model.id}"}
        self.audit.append(connection, who=who, why=why, details=details, **named)
        query = select(PUBLICATION).where(PUBLICATION.c.id == identity)
        return read_publication(connection.execute(query).one())


def was_live(connection: Connection, model: Model) -> bool:
    """Whether a model has answered citizens before."""
    if model.source == CHECKOUT:
        return True
    query = select(PUBLICATION.c.id).where(PUBLICATION.c.model == model.id).limit(1)
    return connection.execute(query).first() is not None


def _get(connection: Connection, identity: int) -> Model:
    row = connection.execute(select(MODEL).where(MODEL.c.id == identity)).first()
    if row is None:
        raise OversightError(f"model: there is none with the number {identity}")
    return read_model(row)
