"""Compares two versions of a record line by line, as people review it."""

from __future__ import annotations

import difflib
from typing import Literal

import yaml

from bot.knowledge.record import Record

Kind = Literal["same", "added", "removed"]
_KINDS: dict[str, Kind] = {"+ ": "added", "- ": "removed", "  ": "same"}


def compare(before: Record | None, after: Record) -> list[tuple[Kind, str]]:
    """Return the lines of both records, each with what became of it; nothing is before a new record."""
    lines = difflib.ndiff(_lines(before) if before else [], _lines(after))
    return [(_KINDS[line[:2]], line[2:]) for line in lines if line[:2] in _KINDS]


def _lines(record: Record) -> list[str]:
    data = record.as_data() | ({"asks": list(record.asks)} if record.asks else {})
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text.splitlines()
