"""Sessions on the server: the browser has a token made by chance, the database only its hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from sqlalchemy import and_, delete, insert, or_, select, update
from sqlalchemy.engine import Connection, Engine

from bot.console.access.tables import SESSION

TOKEN_BYTES = 32
IDLE_S = 30 * 60.0
LONGEST_S = 12 * 3600.0  # a working day, whatever is done in it
HALF_OPEN_S = 5 * 60.0  # for typing the code
SEEN_EVERY_S = 60.0
MOST_BROWSER = 120  # characters


@dataclass(frozen=True)
class Session:
    """A session; not `is_open` while the code of an authenticator app is waited for."""

    id: str
    account: int
    is_open: bool
    began: float
    seen: float
    browser: str


class Sessions:
    """The sessions of a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(self, connection: Connection, account: int, browser: str, *, is_open: bool) -> str:
        """Begin a session in the caller's transaction and return its token; whatever is over goes."""
        token, now = new_token(), time.time()
        connection.execute(delete(SESSION).where(or_(*_over(now))))
        row = {"id": hash_token(token), "account": account, "is_open": is_open, "began": now, "seen": now}
        connection.execute(insert(SESSION), row | {"browser": browser[:MOST_BROWSER]})
        return token

    def find(self, token: str) -> Session | None:
        """Return the session of a token, if there is one that is not over; it counts as seen now."""
        now, mine = time.time(), SESSION.c.id == hash_token(token)
        with self._engine.connect() as connection:
            row = connection.execute(select(SESSION).where(mine)).first()
        if row is None or _is_over(Session(**row._mapping), now):
            return None
        if now - row.seen > SEEN_EVERY_S:
            with self._engine.begin() as connection:
                connection.execute(update(SESSION).where(mine).values(seen=now))
        return Session(**row._mapping)

    def of(self, account: int) -> list[Session]:
        """Return the open sessions of an account, the one seen last first."""
        query = select(SESSION).where(SESSION.c.account == account, SESSION.c.is_open.is_(True))
        now = time.time()
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(SESSION.c.seen.desc())).all()
        found = [Session(**row._mapping) for row in rows]
        return [session for session in found if not _is_over(session, now)]

    @staticmethod
    def end(connection: Connection, token: str) -> None:
        """End the session of a token in the caller's transaction, if there is one."""
        connection.execute(delete(SESSION).where(SESSION.c.id == hash_token(token)))

    @staticmethod
    def end_all(connection: Connection, account: int, *, but: str | None = None) -> int:
        """End the sessions of an account in the caller's transaction, but for that of a token."""
        others = delete(SESSION).where(SESSION.c.account == account)
        if but is not None:
            others = others.where(SESSION.c.id != hash_token(but))
        return int(connection.execute(others).rowcount)


def new_token() -> str:
    """Return a token of 256 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def csrf_of(token: str) -> str:
    """Return what every form of this browser must hold; nobody can tell the token by it."""
    return hmac.new(token.encode("utf-8", "replace"), b"csrf", hashlib.sha256).hexdigest()


def _is_over(session: Session, now: float) -> bool:
    if not session.is_open:
        return now - session.began > HALF_OPEN_S
    return now - session.seen > IDLE_S or now - session.began > LONGEST_S


def _over(now: float) -> tuple[object, ...]:
    half = and_(SESSION.c.is_open.is_(False), SESSION.c.began < now - HALF_OPEN_S)
    return half, SESSION.c.seen < now - IDLE_S, SESSION.c.began < now - LONGEST_S
