"""What callers are likely to say: names of the knowledge base that speech recognition would not guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.knowledge.record import Record

_PHRASE = re.compile(r"[A-Za-z0-9 .&'-]{2,100}")
"""What Twilio takes as one hint."""


def read_hints(records: Iterable[Record], most: int) -> tuple[str, ...]:
    """Return short names of agencies, names of counties, and how services are called, each once."""
    kept = list(records)
    phrases = (
        *(name for record in kept if record.type == "agency" for name in _acronyms(record)),
        *(record.title for record in kept if record.type == "county"),
        *(record.keywords[0] for record in kept if record.type == "service" and record.keywords),
    )
    return tuple(dict.fromkeys(phrase for phrase in phrases if _PHRASE.fullmatch(phrase)))[:most]


def _acronyms(record: Record) -> Iterator[str]:
    named = record.details.get("acronyms")
    yield from (str(name) for name in named) if isinstance(named, list) else ()
