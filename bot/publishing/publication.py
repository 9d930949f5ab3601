"""A moment at which another model went live, as the history keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Row

PUBLISHED, ROLLED_BACK, AUTOMATIC = "publish", "rollback", "automatic"
"""By a person; by a person, back to an earlier model; by the watch, back to the model before."""
WATCHING, STEADY, JUMPED, LEFT = "watching", "steady", "jumped", "left"
"""The first minutes: under way; nothing jumped; something did; another model went live meanwhile."""


@dataclass(frozen=True)
class Publication:
    """One row of the table, which says what each means."""

    id: int
    model: int
    before: int | None
    kind: str
    at: float
    who: str
    why: str
    watch: str
    told: str


def read_publication(row: Row) -> Publication:
    """Return the publication of a row."""
    return Publication(**dict(row._mapping))
