"""Opens the database, SQLite or PostgreSQL, and brings its tables up to date."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, Table, create_engine, event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.errors import DatabaseError

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
BUSY_TIMEOUT_MS = 5000
SWITCH_WAIT_S = 0.02


def open_database(url: str) -> Engine:
    """Return an engine for `url`; raises DatabaseError for an address that cannot be used."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        # Neither the address nor the reason, which quotes it: a password may stand anywhere in it.
        expected = "expected an address such as sqlite:///var/missi.db"
        raise DatabaseError(f"MISSI_DATABASE_URL: cannot be used: {expected}") from None
    try:
        is_file = address.get_backend_name() == "sqlite" and "uri" not in address.query
        if is_file and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        # A failed statement must not carry a citizen's words into a log.
        engine = create_engine(address, future=True, hide_parameters=True, **_options(address))
    except (ArgumentError, ImportError, OSError, ValueError) as error:
        told = address.render_as_string(hide_password=True)
        raise DatabaseError(f"MISSI_DATABASE_URL: {told}: cannot be used: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
    return engine


def insert_into(engine: Engine, table: Table) -> Any:
    """Return an insert that knows what to do about a row that is there already (`on_conflict_...`)."""
    return (sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert)(table)


def migrate(engine: Engine) -> None:
    """Create or upgrade the tables; raises DatabaseError when the database cannot be written."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with reporting(engine), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def make_tables(engine: Engine, metadata: MetaData) -> None:
    """Make the tables that are missing; other processes may be doing the same.

    Raises DatabaseError when one is there already that lacks a column: an earlier version made it.
    """
    for table in metadata.sorted_tables:
        try:
            table.create(engine, checkfirst=True)
        except SQLAlchemyError:
            if not inspect(engine).has_table(table.name):
                raise
        there = {column["name"] for column in inspect(engine).get_columns(table.name)}
        lacking = ", ".join(sorted({column.name for column in table.columns} - there))
        if lacking:
            address = engine.url.render_as_string(hide_password=True)
            raise DatabaseError(f"{address}: table {table.name} of an earlier version has no {lacking}")


@contextmanager
def reporting(engine: Engine) -> Iterator[None]:
    """Turn a database failure inside into one line that names the database."""
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        address = engine.url.render_as_string(hide_password=True)
        raise DatabaseError(f"{address}: database cannot be used: {reason}") from error


def _options(address: URL) -> dict[str, Any]:
    """Keep connections: opening SQLite anew costs more than most questions; a server may have gone away."""
    if address.get_backend_name() != "sqlite":
        return {"pool_pre_ping": True}
    if not address.database:
        return {}
    return {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}


def _tune_sqlite(connection: Any, _: Any) -> None:
    """Write-ahead log, so that readers never wait for the one writer."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    try:
        _write_ahead(cursor)
        cursor.execute("PRAGMA synchronous = NORMAL")
        # What is deleted is overwritten: a conversation must not be read from freed pages.
        cursor.execute("PRAGMA secure_delete = ON")
    finally:
        cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Switch to the log, patiently: SQLite does not wait here for others that open a new file with us.

    Two connections that both hold a read lock and want to switch cannot wait for each other, so
    SQLite tells them at once that the file is locked, whatever `busy_timeout` says.
    """
    last = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > last:
                raise
            time.sleep(random.uniform(0.001, SWITCH_WAIT_S))
