"""Whether somebody wants the inbox's keyboard shortcuts: anybody can turn them off (WCAG 2.2, 2.1.4)."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from bot.knowledge.database import insert_into
from bot.review.tables import WITHOUT_SHORTCUTS


def are_on(engine: Engine, account: int) -> bool:
    """Return whether an account has them; everybody does at first."""
    query = select(WITHOUT_SHORTCUTS).where(WITHOUT_SHORTCUTS.c.account == account)
    with engine.connect() as connection:
        return connection.execute(query).first() is None


def switch(engine: Engine, account: int, is_on: bool) -> None:
    """Turn them on or off for an account."""
    mine = WITHOUT_SHORTCUTS.c.account == account
    off = insert_into(engine, WITHOUT_SHORTCUTS).values(account=account).on_conflict_do_nothing()
    with engine.begin() as connection:
        connection.execute(delete(WITHOUT_SHORTCUTS).where(mine) if is_on else off)
