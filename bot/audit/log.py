"""The audit log: appends inside the caller's transaction, reads, and finds what was tampered with.

Several processes may append to one database: all of them wait for one row, so that the chain never forks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.exc import IntegrityError

from bot.audit.entry import BEGINNING, Entry, read_entry, write_details
from bot.audit.tables import ENTRY, HEAD, METADATA
from bot.errors import OversightError
from bot.knowledge.database import make_tables

BATCH = 1000


@dataclass(frozen=True)
class Head:
    """The newest entry at some time; kept elsewhere, it shows that nothing up to it was changed."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Fault:
    """Where the log is not what it was, and how that shows."""

    seq: int
    what: str


class AuditLog:
    """The log of a database, whose tables are made when they are missing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        make_tables(engine, METADATA)
        with engine.connect() as connection:
            if connection.execute(select(HEAD)).first() is not None:
                return
        try:
            with engine.begin() as connection:
                connection.execute(insert(HEAD), {"id": 1, "seq": 0, "hash": BEGINNING})
        except IntegrityError:
            pass  # another process was first

    def append(
        self,
        connection: Connection,
        *,
        who: str,
        action: str,
        subject: str,
        why: str,
        details: Mapping[str, Any] = MappingProxyType({}),
    ) -> Entry:
        """Add an entry in the caller's transaction: it is there if, and only if, what it tells of is.

        Args:
            connection: of this log's database, in a transaction; others who append wait for its end.
            who: the person, or the part of the assistant, that acts.
            action: what is done, such as `switch.off`.
            subject: what it is done to, such as `topic:taxes`; never personal data.
            why: the reason given.
            details: what else helps to understand it; never personal data.

        Raises OversightError when who or why is missing.
        """
        who, why = require(who, "who"), require(why, "why")
        # The update comes first: it holds the row until the transaction ends.
        connection.execute(update(HEAD).values(seq=HEAD.c.seq + 1))
        head = connection.execute(select(HEAD)).one()
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        entry = Entry(head.seq, at, who, action, subject, why, write_details(details), head.hash)
        connection.execute(insert(ENTRY), vars(entry) | {"hash": entry.hash})
        connection.execute(update(HEAD).values(hash=entry.hash))
        return entry

    def head(self) -> Head:
        """Return the newest entry's number and hash."""
        with self._engine.connect() as connection:
            row = connection.execute(select(HEAD)).first()
        return Head(row.seq, row.hash) if row else Head(0, BEGINNING)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Give every entry behind a number, oldest first."""
        return map(read_entry, self._rows(after))

    def verify(self, known: Head | None = None) -> Fault | None:
        """Return the first fault of the log, or None when every entry is as it was written.

        Args:
            known: a head seen earlier, kept outside the database. Whoever can write the database can cut off
                the newest entries, or write all anew, so that they fit together; only this shows it.
        """
        heads = [self.head()]  # before the entries: those that are added meanwhile come behind it
        if known:
            heads.append(known)
        last = Head(0, BEGINNING)
        for row in self._rows():
            entry = read_entry(row)
            fault = _fault(entry, row.hash, last, heads)
            if fault:
                return Fault(entry.seq, fault)
            last = Head(entry.seq, entry.hash)
        if last.seq < max(head.seq for head in heads):
            return Fault(last.seq + 1, "is missing, and all behind it")
        if last.seq > self.head().seq:
            return Fault(last.seq, "is newer than the newest that the log knows of")
        return None

    def _rows(self, after: int = 0) -> Iterator[Row]:
        """Every row behind a number, a batch at a time: nothing is locked meanwhile."""
        while True:
            query = select(ENTRY).where(ENTRY.c.seq > after).order_by(ENTRY.c.seq).limit(BATCH)
            with self._engine.connect() as connection:
                rows = connection.execute(query).all()
            if not rows:
                return
            yield from rows
            after = rows[-1].seq


def _fault(entry: Entry, kept_hash: str, last: Head, heads: Sequence[Head]) -> str | None:
    """What is wrong with an entry that comes after `last`."""
    if entry.seq != last.seq + 1:
        return f"follows entry {last.seq}: those between are missing"
    if entry.hash != kept_hash:
        return "was edited"
    if entry.previous != last.hash:
        return "does not hold the hash of the entry before it, which was edited or exchanged"
    if any(head.seq == entry.seq and head.hash != entry.hash for head in heads):
        return "is not the one that was there earlier: it, or one before it, was written anew"
    return None


def require(value: str, name: str) -> str:
    """Return a person or a reason in one line; raises OversightError when there is none."""
    told = " ".join(value.split())
    if not told:
        raise OversightError(f"{name}: expected a few words, got none")
    return told
