"""The evaluation: everything an assistant replied, and which assistant that was.

Made by `missi evaluate`, kept as JSON by `kept`, told by `summary`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone

from bot.evaluation.run import Result
from bot.evaluation.steadiness import Disturbed
from bot.knowledge.record import Record

DIGITS = 12  # of a version that people read; enough to tell any two apart


@dataclass(frozen=True)
class Origin:
    """What was measured, and when; versions are None of an assistant that only its address is known of."""

    measured_at: str
    """Date and time in UTC, as ISO 8601 writes them."""
    model: str | None = None
    """Fingerprint of all that the trained assistant was made from."""
    knowledge: str | None = None
    """Version of the published records: a hash of all they say."""
    records: int | None = None
    """How many records were published."""


@dataclass(frozen=True)
class Evaluation:
    """Replies to questions, and to the same questions disturbed when that was asked for."""

    origin: Origin
    results: tuple[Result, ...]
    disturbed: tuple[Disturbed, ...] = ()


def find_origin(model: str | None, records: Iterable[Record] | None) -> Origin:
    """Return what is measured now."""
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    if records is None:
        return Origin(now, model)
    published = list(records)
    return Origin(now, model, hash_records(published), len(published))


def hash_records(records: Iterable[Record]) -> str:
    """Return the SHA-256 over ids and contents, whatever the order of the records."""
    lines = sorted(f"{record.id} {record.fingerprint()}\n" for record in records)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
