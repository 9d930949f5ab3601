"""An entry of the audit log, and the hash that ties it to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Row

BEGINNING = "0" * 64
"""What stands for the hash before the first entry."""


@dataclass(frozen=True)
class Entry:
    """Who did what to which subject, when, and why; `at` is UTC as ISO 8601, `details` a JSON object."""

    seq: int
    at: str
    who: str
    action: str
    subject: str
    why: str
    details: str
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 of all the fields, the hash before among them, in hexadecimal."""
        fields = [getattr(self, name) for name in self.__dataclass_fields__]
        # As a JSON list no two different entries look the same.
        return hashlib.sha256(json.dumps(fields).encode()).hexdigest()

    def as_data(self) -> dict[str, Any]:
        """The entry for programs."""
        return {**vars(self), "details": json.loads(self.details), "hash": self.hash}


def write_details(details: Mapping[str, Any]) -> str:
    """Return the details as they are kept and hashed."""
    return json.dumps(dict(details), sort_keys=True, ensure_ascii=False)


def read_entry(row: Row) -> Entry:
    """Return the entry of a row of the table."""
    return Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})
