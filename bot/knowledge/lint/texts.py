"""The words of a record that a citizen may read, each with the path of its field.

Called by the rules about wording and phone numbers; addresses and rules for machines are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.knowledge.record import Record

_FOR_MACHINES = frozenset("url link email rrule services".split())


def read_texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the title, the summary and every text of the details."""
    yield "title", record.title
    yield "summary", record.summary
    for name, value in record.details.items():
        if name not in _FOR_MACHINES:
            yield from _unfold(f"details.{name}", value)


def _unfold(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _unfold(field, inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _unfold(field, inner)
