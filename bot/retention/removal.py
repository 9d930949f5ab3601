"""Removes a conversation from every place, and what is left of it in the files of the database."""

from __future__ import annotations

from sqlalchemy import delete, inspect, text, update
from sqlalchemy.engine import Connection, Engine

from bot.retention.places import PLACES, Place


def remove(engine: Engine, sender: str) -> None:
    """Remove all that there is of a conversation, whether or not it is held, and scrub the files."""
    with engine.begin() as connection:
        remove_rows(connection, sender)
    scrub(engine)


def remove_rows(connection: Connection, sender: str) -> None:
    """Remove the rows of a conversation in the caller's transaction; `scrub` comes after its end."""
    for place in there(connection):
        change = update(place.table).values({place.sender: None}) if place.unlinks else delete(place.table)
        connection.execute(change.where(place.sender == sender))


def there(connection: Connection) -> list[Place]:
    """The places that this database has: some tables are only made when they are first needed."""
    names = set(inspect(connection).get_table_names())
    return [place for place in PLACES if place.table.name in names]


def scrub(engine: Engine) -> None:
    """Empty SQLite's log, which holds what was deleted; `secure_delete` overwrites the pages themselves.

    PostgreSQL frees its rows with the next vacuum.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
