"""What an editor is told of a record while writing it: the rules of the check, and some that only advise."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

import numpy as np

from bot.knowledge.lint import Finding
from bot.knowledge.lint.checks import check_record
from bot.knowledge.record import Record

Vectors = Callable[[Sequence[str]], np.ndarray]
"""Texts in, their unit vectors out: an array (texts, dimensions)."""
ALIKE = 0.88  # cosine of two titles; of the shipped ones of one type few pairs are nearer
MOST_ALIKE = 3
SHORTENERS = frozenset({"bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly"})
NEVER_THERE = ("example.com", "example.org", "example.gov", "localhost", ".test", ".invalid", ".local")


def find_findings(record: Record, others: Sequence[Record], today: date) -> list[Finding]:
    """Return what to mend in a record before it goes out, errors first; `others` are not retired."""
    rest = [other for other in others if other.id != record.id]
    found = check_record(record, rest, today)
    return found + [*_missing(record), *_doubtful_links(record)]


def find_alike(record: Record, others: Sequence[Record], vectors: Vectors) -> list[Finding]:
    """Return records of the same type whose titles mean nearly the same, the nearest first."""
    rest = [other for other in others if other.id != record.id and other.type == record.type]
    if not rest:
        return []
    made = vectors([record.title, *(other.title for other in rest)])
    unit = made / np.linalg.norm(made, axis=1, keepdims=True)
    near = unit[1:] @ unit[0]
    best = [number for number in np.argsort(-near)[:MOST_ALIKE] if near[number] >= ALIKE]
    return [
        Finding("warning", record.id, "title", f"is much like {rest[n].id} ({rest[n].title!r})") for n in best
    ]


def _missing(record: Record) -> Iterator[Finding]:
    """Facts that citizens ask of every such record."""
    if record.type != "outside" and record.source is None:
        yield Finding("warning", record.id, "source", "expected where the facts were read")
    if record.source and record.verified_on is None:
        yield Finding("warning", record.id, "verified_on", "expected the day when somebody verified it")
    if record.verified_on and record.review_by is None:
        yield Finding("note", record.id, "review_by", "no day is set for the next review")
    if record.type == "service":
        if record.agency is None:
            yield Finding("warning", record.id, "agency", "expected the agency that owns it")
        if not {"url", "phone", "email", "address"} & record.details.keys() and record.agency is None:
            yield Finding(
                "warning", record.id, "details", "expected a way to get on: page, phone, or address"
            )


def _doubtful_links(record: Record) -> Iterator[Finding]:
    """Addresses that are not encrypted, hide where they lead, or cannot be there."""
    links = {f"details.{name}": record.details.get(name) for name in ("url", "link")}
    links["source.url"] = record.source.url if record.source else None
    for field, link in links.items():
        doubt = _doubt(link) if link else None
        if doubt:
            yield Finding("warning", record.id, field, f"{doubt}: {link!r}")


def _doubt(link: str) -> str | None:
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.username or not host.isascii() or "xn--" in host:
        return "may lead elsewhere than it seems"
    if _is_number(host) or host in SHORTENERS:
        return "hides where it leads"
    if host in NEVER_THERE or host.endswith(NEVER_THERE):
        return "is a made-up address"
    return "is not encrypted (http)" if parts.scheme == "http" else None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
