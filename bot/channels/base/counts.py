"""What the processes have counted together, minute by minute, in the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from bot.channels.base.tables import COUNT
from bot.knowledge.database import insert_into

MOST_ASKED = 500  # in one statement


class Counts:
    """The counts of a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, minute: int, fresh: Mapping[str, int]) -> dict[str, int]:
        """Add to the counts of a minute and return what they are then; other minutes are forgotten."""
        if not fresh:
            return {}
        # In one order, or two processes could wait for each other's rows.
        rows = [{"minute": minute, "who": who, "count": fresh[who]} for who in sorted(fresh)]
        statement = insert_into(self._engine, COUNT)
        grown = {"count": COUNT.c.count + statement.excluded.count}
        with self._engine.begin() as connection:
            connection.execute(delete(COUNT).where(COUNT.c.minute.not_in([minute - 1, minute, minute + 1])))
            connection.execute(
                statement.on_conflict_do_update(index_elements=["minute", "who"], set_=grown), rows
            )
        return self.read(minute, fresh)

    def read(self, minute: int, names: Collection[str]) -> dict[str, int]:
        """Return the counts of these in a minute."""
        asked, found = list(names), {}
        with self._engine.connect() as connection:
            for start in range(0, len(asked), MOST_ASKED):
                part = COUNT.c.who.in_(asked[start : start + MOST_ASKED])
                rows = connection.execute(
                    select(COUNT.c.who, COUNT.c.count).where(COUNT.c.minute == minute, part)
                )
                found.update({row.who: row.count for row in rows})
        return found
