"""The finding: one thing to mend in a record, or to know about it.

Every rule of this package gives these; check_records sorts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One finding: `record` is an id, `field` a path such as `details.phone`."""

    level: Level
    record: str
    field: str
    message: str
