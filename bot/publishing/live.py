"""The one row that says what is live, which is also the lock that all changes of this room take first."""

from __future__ import annotations

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot.knowledge.database import make_tables
from bot.publishing.tables import LIVE, METADATA

ONLY = 1


def prepare_tables(engine: Engine) -> None:
    """Make the tables and the row that are missing; other processes may be doing the same."""
    make_tables(engine, METADATA)
    with engine.connect() as connection:
        if connection.execute(select(LIVE)).first() is not None:
            return
    try:
        with engine.begin() as connection:
            connection.execute(insert(LIVE), {"id": ONLY, "publication": None, "turns": 0})
    except IntegrityError:
        pass  # another process was first


def hold(connection: Connection) -> None:
    """Wait for others who change something; they wait for us until the transaction ends."""
    connection.execute(update(LIVE).values(turns=LIVE.c.turns + 1))
