"""Filters that people keep for themselves, by a name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Engine

from bot.audit.log import require
from bot.errors import OversightError
from bot.review.filters import Filter, parse_filter
from bot.review.tables import SAVED

MOST = 20
LONGEST = 60  # characters of a name


@dataclass(frozen=True)
class Saved:
    """A kept filter."""

    id: int
    name: str
    wanted: Filter


class SavedFilters:
    """The kept filters of a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self, account: int) -> list[Saved]:
        """Return somebody's filters, by name."""
        query = select(SAVED).where(SAVED.c.account == account).order_by(func.lower(SAVED.c.name))
        with self._engine.connect() as connection:
            return [Saved(row.id, row.name, parse_filter(row.query)) for row in connection.execute(query)]

    def save(self, account: int, name: str, wanted: Filter) -> None:
        """Keep a filter, instead of an earlier one of the name; raises OversightError."""
        name = require(name, "name")
        if len(name) > LONGEST:
            raise OversightError(f"name: expected at most {LONGEST} characters, got {len(name)}")
        mine = SAVED.c.account == account
        with self._engine.begin() as connection:
            connection.execute(delete(SAVED).where(mine, SAVED.c.name == name))
            if connection.execute(select(func.count()).where(mine)).scalar_one() >= MOST:
                raise OversightError(f"filters: {MOST} are kept already; remove one first")
            connection.execute(insert(SAVED), {"account": account, "name": name, "query": wanted.query})

    def remove(self, account: int, number: int) -> Saved | None:
        """Remove one and return it, so that it can be kept again; None when there is none."""
        found = next((saved for saved in self.all(account) if saved.id == number), None)
        with self._engine.begin() as connection:
            connection.execute(delete(SAVED).where(SAVED.c.account == account, SAVED.c.id == number))
        return found
