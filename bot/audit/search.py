"""Finds entries of the audit log, the newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Engine

from bot.audit.entry import Entry, read_entry
from bot.audit.tables import ENTRY


@dataclass(frozen=True)
class Filter:
    """What entries must be like; what is empty leaves none out."""

    who: str = ""
    action: str = ""
    """What the action begins with, such as `switch`."""
    about: str = ""
    """Words of the subject or the reason."""
    since: str = ""
    """The first moment, as ISO 8601 in UTC."""
    until: str = ""
    """The moment behind the last one."""


def find_entries(engine: Engine, wanted: Filter, *, before: int | None, most: int) -> list[Entry]:
    """Return at most so many entries, the newest first, all of them older than the entry `before`."""
    query = select(ENTRY).where(*_conditions(wanted)).order_by(ENTRY.c.seq.desc()).limit(most)
    if before is not None:
        query = query.where(ENTRY.c.seq < before)
    with engine.connect() as connection:
        return [read_entry(row) for row in connection.execute(query)]


def find_actions(engine: Engine) -> list[str]:
    """Return the kinds of actions that there are: what stands before the first dot."""
    with engine.connect() as connection:
        actions = connection.execute(select(ENTRY.c.action).distinct()).scalars()
        return sorted({action.partition(".")[0] for action in actions})


def _conditions(wanted: Filter) -> list[Any]:
    found: list[Any] = []
    if wanted.who:
        found.append(func.lower(ENTRY.c.who) == wanted.who.lower())
    if wanted.action:
        found.append(ENTRY.c.action.startswith(wanted.action, autoescape=True))
    if wanted.about:
        words = wanted.about.lower()
        texts = (func.lower(ENTRY.c.subject), func.lower(ENTRY.c.why))
        found.append(or_(*(text.contains(words, autoescape=True) for text in texts)))
    if wanted.since:
        found.append(ENTRY.c.at >= wanted.since)
    if wanted.until:
        found.append(ENTRY.c.at < wanted.until)
    return found
