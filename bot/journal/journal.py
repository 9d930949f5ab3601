"""Keeps the journal: entries wait in memory and are written together, when nobody waits for it.

Noted and written by the front door, once a second; read by the console. What a process that is killed had
not written yet is lost: the journal is for review, and the conversations themselves are kept elsewhere.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Collection, Sequence

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.tables import CONVERSATION
from bot.journal.entry import Entry
from bot.journal.tables import ENTRY, METADATA
from bot.knowledge.database import make_tables

MOST_WAITING = 10_000  # entries, while the database cannot be written
MOST_AT_ONCE = 500


class Journal:
    """The journal of a database, whose table is made when it is missing."""

    def __init__(self, engine: Engine) -> None:
        make_tables(engine, METADATA)
        self._engine = engine
        self._waiting: deque[Entry] = deque(maxlen=MOST_WAITING)
        self._writing = threading.Lock()

    def note(self, entry: Entry) -> None:
        """Have an entry written with the next ones; takes no time."""
        self._waiting.append(entry)

    def forget(self, conversation: str) -> None:
        """Write nothing of a conversation that is being deleted; waits for whoever is writing."""
        with self._writing:
            for entry in self._take(len(self._waiting)):
                if entry.conversation != conversation:
                    self._waiting.append(entry)

    def write(self) -> int:
        """Write some of what waits and return how many; raises SQLAlchemyError, then they go on waiting.

        Nothing is written of a conversation that was deleted meanwhile.
        """
        with self._writing:
            entries = self._take(MOST_AT_ONCE)
            try:
                self._add(entries)
            except SQLAlchemyError:
                self._waiting.extendleft(reversed(entries))
                raise
        return len(entries)

    def _take(self, most: int) -> list[Entry]:
        return [self._waiting.popleft() for _ in range(min(len(self._waiting), most))]

    def _add(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        with self._engine.begin() as connection:
            there = _hold(connection, {e.conversation for e in entries if e.seq is not None})
            rows = [e.as_row() for e in entries if e.seq is None or e.conversation in there]
            if rows:
                connection.execute(insert(ENTRY), rows)


def _hold(connection: Connection, conversations: Collection[str]) -> set[str]:
    """Return those that are still there; whoever deletes one waits until our transaction ends."""
    if not conversations:
        return set()
    these = CONVERSATION.c.id.in_(conversations)
    connection.execute(update(CONVERSATION).where(these).values(changes=CONVERSATION.c.changes))
    return set(connection.execute(select(CONVERSATION.c.id).where(these)).scalars())
