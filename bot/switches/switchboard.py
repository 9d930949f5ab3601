"""Switches things off and on, puts notices up and takes them down; tells every process within a second.

Called by `missi switch` and `missi notice`; read by the front door and the web channel.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.audit.log import AuditLog, require
from bot.errors import OversightError
from bot.knowledge.database import make_tables
from bot.switches.state import LEVELS, SERVICE, Notice, Off, State, weight
from bot.switches.tables import METADATA, NOTICE, SWITCH

logger = logging.getLogger(__name__)
FRESH_S = 1.0
ID_BYTES = 4


class Switchboard:
    """The switches of a database.

    Args:
        engine: the database of the conversations; the tables are made when they are missing.
        audit: the log of the same database.
        clock: seconds that only grow.
    """

    def __init__(self, engine: Engine, audit: AuditLog, clock: Callable[[], float] = time.monotonic) -> None:
        make_tables(engine, METADATA)
        self._engine = engine
        self._audit = audit
        self._clock = clock
        self._lock = threading.Lock()
        self._read_at = float("-inf")
        self._offs: dict[str, Off] = {}
        self._notices: tuple[Notice, ...] = ()

    def now(self) -> State:
        """Return what holds now, as the database had it at most a second ago.

        A database that cannot be read changes nothing: what was off stays off.
        """
        with self._lock:
            if self._clock() - self._read_at >= FRESH_S:
                self._refresh()
            offs, notices = self._offs, self._notices
        return State(
            service=offs.get(SERVICE),
            channels=_named(offs, "channel:"),
            topics=_named(offs, "topic:"),
            notices=tuple(notice for notice in notices if notice.is_on(time.time())),
        )

    def notices(self) -> tuple[Notice, ...]:
        """Return every notice, also those that are over or have not begun."""
        with self._engine.connect() as connection:
            return _read_notices(connection)

    def off(self, what: str, who: str, why: str) -> None:
        """Switch off `service`, `channel:<name>`, or `topic:<slug>`; again only renews the reason."""
        row = {"what": what, "since": time.time(), "who": require(who, "who"), "why": require(why, "why")}
        with self._engine.begin() as connection:
            self._audit.append(connection, who=who, action="switch.off", subject=what, why=why)
            connection.execute(delete(SWITCH).where(SWITCH.c.what == what))
            connection.execute(insert(SWITCH), row)
        self._forget()

    def on(self, what: str, who: str, why: str) -> None:
        """Switch something on again; raises OversightError when it is not off."""
        with self._engine.begin() as connection:
            self._audit.append(connection, who=who, action="switch.on", subject=what, why=why)
            if not connection.execute(delete(SWITCH).where(SWITCH.c.what == what)).rowcount:
                raise OversightError(f"{what}: is not switched off")
        self._forget()

    def notify(self, notice: Notice, who: str, why: str) -> Notice:
        """Put a notice up, with a new id if it has none; raises OversightError when it makes no sense."""
        identity = notice.id or secrets.token_hex(ID_BYTES)
        notice = replace(notice, id=identity, text=require(notice.text, "text"))
        if notice.level not in LEVELS:
            raise OversightError(f"level: expected one of {', '.join(LEVELS)}, got {notice.level!r}")
        if notice.ends is not None and notice.ends <= max(notice.starts or 0.0, time.time()):
            raise OversightError("ends: expected a time to come, after the start")
        with self._engine.begin() as connection:
            told = {name: value for name, value in asdict(notice).items() if value and name != "id"}
            subject = f"notice:{notice.id}"
            self._audit.append(
                connection, who=who, action="notice.add", subject=subject, why=why, details=told
            )
            connection.execute(insert(NOTICE), asdict(notice) | {"counties": " ".join(notice.counties)})
        self._forget()
        return notice

    def end(self, identity: str, who: str, why: str) -> None:
        """Take a notice down; raises OversightError when there is none of this id."""
        with self._engine.begin() as connection:
            subject = f"notice:{identity}"
            self._audit.append(connection, who=who, action="notice.end", subject=subject, why=why)
            if not connection.execute(delete(NOTICE).where(NOTICE.c.id == identity)).rowcount:
                raise OversightError(f"{identity}: no such notice")
        self._forget()

    def _refresh(self) -> None:
        self._read_at = self._clock()
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(select(SWITCH)).all()
                notices = _read_notices(connection)
        except SQLAlchemyError as error:
            logger.error("switches.unread error=%s", type(error).__name__)
            return
        self._offs = {row.what: Off(row.since, row.who, row.why) for row in rows}
        self._notices = notices

    def _forget(self) -> None:
        """This process sees its own change at once."""
        with self._lock:
            self._read_at = float("-inf")


def _named(offs: dict[str, Off], prefix: str) -> dict[str, Off]:
    return {what.removeprefix(prefix): off for what, off in offs.items() if what.startswith(prefix)}


def _read_notices(connection: Connection) -> tuple[Notice, ...]:
    """Every notice, those that count most first."""
    rows = connection.execute(select(NOTICE)).all()
    return tuple(sorted((_notice(row._mapping) for row in rows), key=weight))


def _notice(values: Mapping[str, Any]) -> Notice:
    return Notice(**{**values, "counties": tuple(values["counties"].split())})
