"""Compares two versions of a record line by line, as people review it."""

from __future__ import annotations

import difflib
from itertools import groupby
from typing import Literal

import yaml

from bot.knowledge.record import Record

Kind = Literal["same", "added", "removed", "place"]
Lines = list[tuple[Kind, str]]
AROUND = 3
"""So many unchanged lines are shown before and behind a changed one."""
_KINDS: dict[str, Kind] = {"+ ": "added", "- ": "removed", "  ": "same"}


def compare(before: Record | None, after: Record) -> Lines:
    """Return the lines of both records, each with what became of it; nothing is before a new record."""
    lines = difflib.ndiff(_lines(before) if before else [], _lines(after))
    return [(_KINDS[line[:2]], line[2:]) for line in lines if line[:2] in _KINDS]


def shorten(lines: Lines) -> Lines:
    """Return the lines with those that are far from any change told as a number, of the kind "place"."""
    changed = [n for n, (kind, _) in enumerate(lines) if kind != "same"]
    near = {n + step for n in changed for step in range(-AROUND, AROUND + 1)}
    shown: Lines = []
    for is_near, run in groupby(enumerate(lines), lambda each: each[0] in near):
        group = [line for _, line in run]
        left = f"⋯ {len(group)} {'line' if len(group) == 1 else 'lines'} as before"
        shown += group if is_near else [("place", left)]
    return shown


def _lines(record: Record) -> list[str]:
    data = record.as_data() | ({"asks": list(record.asks)} if record.asks else {})
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text.splitlines()
