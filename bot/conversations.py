"""Keeps conversations in the database, one row each; named in `endpoints.yml`.

Rasa's own SQL store writes a row for every event: five statements and a wait for the disk in each turn.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy import Column, MetaData, String, Table, Text, delete, func, insert, select, update
from sqlalchemy.engine import Engine

from bot.knowledge.database import open_database

TABLE = Table(
    "conversation", MetaData(), Column("sender", String(200), primary_key=True), Column("events", Text)
)


class ConversationStore(InMemoryTrackerStore):  # type: ignore[misc]
    """Rasa's plainest tracker store, with a table where that one has a dictionary.

    Args:
        domain: the assistant's domain.
        event_broker: where events are published, if anywhere.
        db: a file for SQLite.
        host: an SQLAlchemy address instead, such as a PostgreSQL server's (`url` in `endpoints.yml`).
        options: Rasa's own, such as `max_event_history`.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        *,
        db: str | None = None,
        host: str | None = None,
        dialect: str = "sqlite",
        **options: Any,
    ) -> None:
        super().__init__(domain, event_broker, **options)
        self.store = Conversations(open_database(host or f"{dialect}:///{db or ''}"))


class Conversations(MutableMapping[str, str]):
    """Serialized conversations by sender."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        TABLE.metadata.create_all(engine)

    def __getitem__(self, sender: str) -> str:
        with self._engine.connect() as connection:
            events = connection.execute(select(TABLE.c.events).where(TABLE.c.sender == sender)).scalar()
        if events is None:
            raise KeyError(sender)
        return str(events)

    def __setitem__(self, sender: str, events: str) -> None:
        with self._engine.begin() as connection:
            changed = connection.execute(update(TABLE).where(TABLE.c.sender == sender).values(events=events))
            if not changed.rowcount:
                connection.execute(insert(TABLE).values(sender=sender, events=events))

    def __delitem__(self, sender: str) -> None:
        with self._engine.begin() as connection:
            if not connection.execute(delete(TABLE).where(TABLE.c.sender == sender)).rowcount:
                raise KeyError(sender)

    def __iter__(self) -> Iterator[str]:
        with self._engine.connect() as connection:
            return iter(connection.execute(select(TABLE.c.sender)).scalars().all())

    def __len__(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(TABLE)).scalar_one())
