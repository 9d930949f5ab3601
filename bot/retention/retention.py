"""Holds, deletes, and expires conversations; each of it is in the audit log, under a pseudonym.

Called by the front door, the web channel, the hourly sweep, and `missi hold` and `missi conversation`.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import dataclass

from sqlalchemy import and_, delete, insert, select
from sqlalchemy.engine import Connection, Engine

from bot.audit.log import AuditLog, require
from bot.channels.base.tables import CONVERSATION
from bot.engine.tables import TURN as TRACKED
from bot.errors import ConversationError, OversightError
from bot.journal.tables import ENTRY as JOURNAL
from bot.knowledge.database import make_tables
from bot.retention.places import Place
from bot.retention.removal import remove_rows, scrub, there
from bot.retention.tables import HOLD, METADATA

DAY_S = 86400.0
PSEUDONYM_LENGTH = 16
BY_ITSELF = "missi"


@dataclass(frozen=True)
class Hold:
    """A conversation that must be kept: since when (seconds since 1970), by whom, and why."""

    sender: str
    since: float
    who: str
    why: str


class Retention:
    """The conversations of a database, as long as they are kept.

    Args:
        engine: the database of the conversations.
        audit: the log of the same database.
        secret: what pseudonyms are made with, so that nobody can guess the sender behind one.
        most_days: days after which nothing that was said is kept any more.
        idle_days: days without a message after which a kept conversation is over.
    """

    def __init__(
        self, engine: Engine, audit: AuditLog, secret: str, *, most_days: float, idle_days: float
    ) -> None:
        make_tables(engine, METADATA)
        self._engine = engine
        self._audit = audit
        self._secret = secret
        self._most_s = most_days * DAY_S
        self._idle_s = idle_days * DAY_S

    def pseudonym(self, sender: str) -> str:
        """Return what a conversation is called in the audit log, which outlives it."""
        digest = hmac.new(self._secret.encode(), sender.encode("utf-8", "replace"), hashlib.sha256)
        return f"conversation:{digest.hexdigest()[:PSEUDONYM_LENGTH]}"

    def holds(self) -> list[Hold]:
        """Return every hold, oldest first."""
        with self._engine.connect() as connection:
            return [Hold(**row._mapping) for row in connection.execute(select(HOLD).order_by(HOLD.c.since))]

    def is_held(self, sender: str) -> bool:
        """Whether a conversation must be kept."""
        with self._engine.connect() as connection:
            return _is_held(connection, sender)

    def hold(self, sender: str, *, who: str, why: str) -> None:
        """Keep a conversation from being deleted or expiring; again only renews the reason."""
        row = {"sender": sender, "since": time.time(), "who": require(who, "who"), "why": require(why, "why")}
        with self._engine.begin() as connection:
            self._log(connection, "hold.add", sender, who, why)
            self._require(connection, sender)
            connection.execute(delete(HOLD).where(HOLD.c.sender == sender))
            connection.execute(insert(HOLD), row)

    def release(self, sender: str, *, who: str, why: str) -> None:
        """Remove a hold; raises OversightError when there is none."""
        with self._engine.begin() as connection:
            self._log(connection, "hold.remove", sender, who, why)
            if not connection.execute(delete(HOLD).where(HOLD.c.sender == sender)).rowcount:
                raise OversightError(f"{sender}: is not held")

    def erase(self, sender: str, *, who: str, why: str) -> None:
        """Remove all that there is of a conversation.

        Raises OversightError when it is held, ConversationError when there is none.
        """
        with self._engine.begin() as connection:
            self._log(connection, "conversation.delete", sender, who, why)
            self._require(connection, sender)
            if _is_held(connection, sender):
                raise OversightError(f"{sender}: is held, see `missi hold list`")
            remove_rows(connection, sender)
        scrub(self._engine)

    def note_export(self, sender: str, *, who: str, why: str) -> None:
        """Note in the audit log that a conversation is exported; raises ConversationError without one."""
        with self._engine.begin() as connection:
            self._log(connection, "conversation.export", sender, who, why)
            self._require(connection, sender)

    def expire(self) -> int:
        """Remove what is over or too old and not held, and return how many conversations are over.

        Also what Rasa kept of one that was deleted while a process died at work on it.
        """
        now = time.time()
        with self._engine.begin() as connection:
            held = select(HOLD.c.sender)
            over = select(CONVERSATION.c.id).where(
                CONVERSATION.c.seen <= now - self._idle_s, CONVERSATION.c.id.not_in(held)
            )
            idle = list(connection.execute(over).scalars())
            for sender in idle:
                remove_rows(connection, sender)
            old = sum(_remove_old(connection, place, now - self._most_s) for place in there(connection))
            left = _remove_left_over(connection)
            if idle or old or left:
                details = {"conversations": len(idle), "old rows": old, "left over": left}
                told = {"who": BY_ITSELF, "action": "conversation.expire", "subject": "conversations"}
                self._audit.append(connection, **told, why="too old, or quiet for too long", details=details)
        if idle or old or left:
            scrub(self._engine)
        return len(idle)

    def _log(self, connection: Connection, action: str, sender: str, who: str, why: str) -> None:
        self._audit.append(connection, who=who, action=action, subject=self.pseudonym(sender), why=why)

    @staticmethod
    def _require(connection: Connection, sender: str) -> None:
        for place in there(connection):
            if connection.execute(select(place.sender).where(place.sender == sender).limit(1)).first():
                return
        raise ConversationError(f"{sender}: no such conversation is stored")


def _is_held(connection: Connection, sender: str) -> bool:
    return connection.execute(select(HOLD.c.sender).where(HOLD.c.sender == sender)).first() is not None


def _remove_old(connection: Connection, place: Place, before: float) -> int:
    """Remove the rows written before a time, but for those of conversations that are held."""
    if place.at is None:
        return 0
    not_held = place.sender.not_in(select(HOLD.c.sender))
    return int(connection.execute(delete(place.table).where(place.at < before, not_held)).rowcount)


def _remove_left_over(connection: Connection) -> int:
    """Remove what Rasa and the journal kept of conversations of the web that are gone."""
    removed = 0
    for place in there(connection):
        if place.table in (TRACKED, JOURNAL):
            of_web = place.sender.like("web-" + "_" * 32)
            gone = and_(of_web, place.sender.not_in(select(CONVERSATION.c.id)))
            removed += int(connection.execute(delete(place.table).where(gone)).rowcount)
    return removed
