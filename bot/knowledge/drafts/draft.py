"""A draft: one record as somebody would have it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.knowledge.history import in_utc
from bot.knowledge.record import Record
from bot.knowledge.store import read_body
from bot.knowledge.tables import DraftRow

DRAFT, WAITING, APPROVED, PUBLISHED, WITHDRAWN = "draft", "waiting", "approved", "published", "withdrawn"
OPEN = (DRAFT, WAITING, APPROVED)
"""Being written, waiting for a second person, and approved for a later moment."""
FILES = "data/knowledge"
"""The author of what the knowledge files say against staff; no account can be called so."""


@dataclass(frozen=True)
class Draft:
    """One draft. Moments are in UTC."""

    id: int
    record: Record
    base: int
    """The version that it was written from; 0 for a new record."""
    state: str
    author: str
    """Everybody who wrote in it, separated by commas."""
    why: str
    saved_at: datetime
    publish_at: datetime | None
    retire_at: datetime | None
    decided_by: str | None
    decision: str | None
    """What the second person said."""
    version: int | None
    """The version that it was published as."""

    @property
    def authors(self) -> list[str]:
        """Who must not approve it."""
        return self.author.split(", ")

    @property
    def is_open(self) -> bool:
        """Whether it may still be published."""
        return self.state in OPEN


def read_draft(row: DraftRow) -> Draft:
    """Return the draft of a row."""
    kept = {name: getattr(row, name) for name in Draft.__dataclass_fields__}
    moments = {name: kept[name] and in_utc(kept[name]) for name in ("saved_at", "publish_at", "retire_at")}
    return Draft(**(kept | moments | {"record": read_body(row.body)}))
