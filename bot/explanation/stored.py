"""Finds a stored turn: what was said, understood and answered, and what came before it.

Reads the table of `bot.engine.conversations`; nothing is written, and no error tells what a citizen said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine, Row, make_url

from bot.dialogue.memory import Memory
from bot.engine.conversations import TAIL
from bot.engine.tables import TURN
from bot.errors import ConversationError
from bot.explanation.explanation import Before
from bot.explanation.moments import show_moment
from bot.explanation.told import Event, find_message
from bot.knowledge.database import open_database, reporting

SAID = '"event": "user"'  # only rows with a message are turns
MEMORY = "memory"


@dataclass(frozen=True)
class StoredTurn:
    """A turn as it is kept."""

    sender: str
    number: int
    """Its place in the conversation, from 1."""
    turns: int
    """How many the conversation has."""
    at: datetime
    """When it ended, in UTC."""
    slots: Mapping[str, Any]
    """What the slots held before it."""
    opening: tuple[Event, ...]
    """What happened in it before the citizen's message: the start of a session, if anything."""
    events: tuple[Event, ...]
    """The citizen's message, and what followed."""
    earlier: tuple[Mapping[str, Any], tuple[Event, ...]]
    """The events of the few turns before, behind the slots before those."""

    @property
    def parse(self) -> Mapping[str, Any]:
        """What was understood."""
        parse: Mapping[str, Any] = self.events[0].get("parse_data") or {}
        return {"text": self.words} | dict(parse)

    @property
    def words(self) -> str:
        """What the citizen said."""
        return str(self.events[0].get("text") or "")

    @property
    def model(self) -> str | None:
        """Rasa's id of the model that understood it."""
        return (self.events[0].get("metadata") or {}).get("model_id")

    @property
    def memory(self) -> Memory:
        """What was in mind when the message came: a new session forgets."""
        held = self.slots.get(MEMORY)
        for event in self.opening:
            if event["event"] == "session_started":
                held = None
            elif event["event"] == "slot" and event["name"] == MEMORY:
                held = event["value"]
        return Memory.from_data(held)

    @property
    def before(self) -> Before:
        """From where the turn is replayed."""
        slots, events = self.earlier
        return Before(self.memory, slots, (*events, *self.opening))


def open_conversations(address: str) -> Engine:
    """Return the database of conversations; a file that is not there is not made."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise ConversationError(f"{url.database}: no conversations are stored there")
    return open_database(address)


def find_turn(
    engine: Engine, sender: str, *, number: int | None = None, at: datetime | None = None
) -> StoredTurn:
    """Return a turn by its number, or the last one that had ended at a moment, or the last one of all."""
    query = select(TURN.c.at, TURN.c.slots, TURN.c.events).where(TURN.c.sender == sender).order_by(TURN.c.id)
    with reporting(engine), engine.connect() as connection:
        rows = [row for row in connection.execute(query) if SAID in row.events]
    if not rows:
        raise ConversationError(f"{sender}: no such conversation is stored")
    chosen = _choose([row.at for row in rows], number, at)
    if chosen is None:
        wanted = f"turn by {show_moment(at)}" if at else f"turn {number}"
        raise ConversationError(f"{sender}: no {wanted}: the conversation has turns 1 to {len(rows)}")
    return _read(sender, rows, chosen)


def _choose(ends: Sequence[float], number: int | None, at: datetime | None) -> int | None:
    """The place of the turn wanted; `at` counts in whole seconds, as it is shown."""
    if number is not None:
        return number - 1 if 0 < number <= len(ends) else None
    if at is None:
        return len(ends) - 1
    return max((n for n, end in enumerate(ends) if int(end) <= at.timestamp()), default=None)


def _read(sender: str, rows: Sequence[Row], chosen: int) -> StoredTurn:
    row, tail = rows[chosen], rows[max(0, chosen - TAIL) : chosen]
    events = json.loads(row.events)
    start = find_message(events) or 0
    slots = json.loads((tail or [row])[0].slots)
    return StoredTurn(
        sender=sender,
        number=chosen + 1,
        turns=len(rows),
        at=datetime.fromtimestamp(row.at, timezone.utc),
        slots=json.loads(row.slots),
        opening=tuple(events[:start]),
        events=tuple(events[start:]),
        earlier=(slots, tuple(event for before in tail for event in json.loads(before.events))),
    )
