"""Slows down whoever guesses: after some attempts for a name or from an address, longer and longer waits.

Attempts are counted before they are looked at, in the database, so that many at once on several processes
are no way around it. Names that do not exist are treated as those that do.
"""

from __future__ import annotations

import time
from hashlib import blake2b

from sqlalchemy import case, delete, select, update
from sqlalchemy.engine import Engine

from bot.console.access.tables import ATTEMPT
from bot.knowledge.database import insert_into

FREE = {"name": 5, "code": 5, "address": 20}
"""Attempts before the first wait; an office may share one address."""
FIRST_WAIT_S, LONGEST_WAIT_S = 30.0, 900.0
FORGOTTEN_S = 3600.0  # after an hour without an attempt, counting begins anew


class Locked(Exception):
    """No attempt is heard for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"locked for {seconds:.0f} s")
        self.seconds = seconds


class Lockout:
    """The attempts of a database.

    Args:
        engine: the database.
        secret: with which names and addresses are hashed.
    """

    def __init__(self, engine: Engine, secret: str) -> None:
        self._engine = engine
        self._key = secret.encode()[:64]

    def take(self, kind: str, who: str) -> bool:
        """Count an attempt, and tell whether the next ones have to wait; raises Locked when this one must."""
        now, mine = time.time(), ATTEMPT.c.who == self._hash(kind, who)
        fresh = {"who": self._hash(kind, who), "count": 0, "at": now, "until": 0.0}
        count = case((ATTEMPT.c.at < now - FORGOTTEN_S, 1), else_=ATTEMPT.c.count + 1)
        with self._engine.begin() as connection:
            connection.execute(delete(ATTEMPT).where(ATTEMPT.c.at < now - 24 * FORGOTTEN_S))
            first = insert_into(self._engine, ATTEMPT).values(fresh)
            connection.execute(first.on_conflict_do_nothing(index_elements=["who"]))
            heard = update(ATTEMPT).where(mine, ATTEMPT.c.until <= now).values(count=count, at=now)
            is_heard = connection.execute(heard).rowcount > 0
            row = connection.execute(select(ATTEMPT).where(mine)).one()
            beyond = row.count - FREE[kind]
            if is_heard and beyond >= 0:
                wait = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(beyond, 10))
                connection.execute(update(ATTEMPT).where(mine).values(until=now + wait))
        if not is_heard:
            raise Locked(row.until - now)
        return bool(beyond >= 0)

    def forgive(self, kind: str, who: str) -> None:
        """Forget the attempts for a name after the right password; of an address only the last one."""
        mine = ATTEMPT.c.who == self._hash(kind, who)
        with self._engine.begin() as connection:
            if kind == "address":
                less = update(ATTEMPT).where(mine, ATTEMPT.c.count > 0)
                connection.execute(less.values(count=ATTEMPT.c.count - 1, until=0.0))
            else:
                connection.execute(delete(ATTEMPT).where(mine))

    def _hash(self, kind: str, who: str) -> str:
        return blake2b(f"{kind} {who}".encode("utf-8", "replace"), key=self._key, digest_size=16).hexdigest()
