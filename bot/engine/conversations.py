"""Keeps conversations in the database, one row a turn; named in `endpoints.yml`.

A turn reads the last few rows and adds one, so that it takes as long in a conversation's hundredth turn as in
its second. Rasa's own SQL store writes a row for every event, and reads all of them.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.engine.tables import TURN
from bot.knowledge.database import make_tables, open_database

logger = logging.getLogger(__name__)
TAIL = 3  # turns that a new one may depend on; what was talked about before is kept in the slots
FORGOTTEN = ("reading",)
"""Parts of a message that the encoder gives again whenever they are wanted."""
_LATEST = (
    select(TURN.c.slots, TURN.c.events)
    .where(TURN.c.sender == bindparam("sender"))
    .order_by(TURN.c.id.desc())
    .limit(bindparam("turns"))
)
_ADD = insert(TURN)
MOST_UNWRITTEN = 2000  # turns, while the database cannot be written
_EVERY = 1_000_000_000  # turns, for a statement that needs a limit


class ConversationStore(TrackerStore):  # type: ignore[misc]
    """A tracker store with a table of turns.

    Args:
        domain: the assistant's domain.
        event_broker: where events are published, if anywhere.
        db: a file for SQLite.
        host: an SQLAlchemy address instead, such as a PostgreSQL server's (`url` in `endpoints.yml`).
        options: Rasa's own.
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
        self.engine: Engine = open_database(host or f"{dialect}:///{db or ''}")
        make_tables(self.engine, TURN.metadata)
        self._unwritten: deque[dict[str, Any]] = deque(maxlen=MOST_UNWRITTEN)
        self._writing = threading.Lock()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add what happened since the tracker was retrieved, as one turn."""
        stored, slots = getattr(tracker, "stored", (None, {}))
        fresh = _after(stored, tracker.events)
        if not fresh:
            return
        events = json.dumps([_as_data(event) for event in fresh])
        row = {"sender": tracker.sender_id, "at": time.time(), "slots": json.dumps(slots), "events": events}
        # On another thread: a database that is locked must not keep everybody else waiting.
        await asyncio.to_thread(self._write, row)
        _mark_stored(tracker)
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, fresh, tracker.sender_id)

    def _write(self, row: dict[str, Any]) -> None:
        """Add a turn, after those that could not be written before; what cannot be now waits in memory."""
        with self._writing:
            self._unwritten.append(row)
            try:
                with self.engine.begin() as connection:
                    connection.execute(_ADD, list(self._unwritten))
            except SQLAlchemyError as error:
                logger.error(
                    "conversations.unwritten turns=%s error=%s", len(self._unwritten), type(error).__name__
                )
            else:
                self._unwritten.clear()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation as far as a turn needs it: its last turns, and every slot."""
        return self._retrieve(sender_id, TAIL)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return the whole conversation."""
        return self._retrieve(conversation_id, _EVERY)

    async def keys(self) -> Iterable[str]:
        """Return every sender."""
        with self.engine.connect() as connection:
            return list(connection.execute(select(TURN.c.sender).distinct()).scalars())

    async def delete(self, sender_id: str) -> None:
        """Remove a conversation, if there is one."""
        with self._writing:
            waiting = [row for row in self._unwritten if row["sender"] != sender_id]
            self._unwritten = deque(waiting, MOST_UNWRITTEN)
        with self.engine.begin() as connection:
            connection.execute(delete(TURN).where(TURN.c.sender == sender_id))

    def _retrieve(self, sender: str, turns: int) -> DialogueStateTracker | None:
        unwritten = [row for row in list(self._unwritten) if row["sender"] == sender]
        with self.engine.connect() as connection:
            rows = connection.execute(_LATEST, {"sender": sender, "turns": turns}).all()
        kept = [*({"slots": row.slots, "events": row.events} for row in reversed(rows)), *unwritten][-turns:]
        if not kept:
            return None
        tracker: DialogueStateTracker = self.init_tracker(sender)
        events = [data for row in kept for data in json.loads(row["events"])]
        for event in restore_events(json.loads(kept[0]["slots"]), events):
            tracker.update(event)
        _mark_stored(tracker)
        return tracker


def restore_events(slots: Mapping[str, Any], events: Iterable[Mapping[str, Any]]) -> list[Event]:
    """The events of turns, behind those that bring the slots to where they stood before."""
    return [*(SlotSet(name, value) for name, value in slots.items()), *map(Event.from_parameters, events)]


def _mark_stored(tracker: DialogueStateTracker) -> None:
    """Remember with the tracker how far the database knows it, and what its slots hold then."""
    slots = {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}
    tracker.stored = (tracker.events[-1] if tracker.events else None, slots)


def _after(stored: Event | None, events: Sequence[Event]) -> list[Event]:
    fresh: list[Event] = []
    for event in reversed(events):
        if event is stored:
            break
        fresh.insert(0, event)
    return fresh


def _as_data(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.as_dict()
    parse = data.get("parse_data")
    if parse:
        data["parse_data"] = {name: part for name, part in parse.items() if name not in FORGOTTEN}
    return data
