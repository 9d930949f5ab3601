"""Rules about records together: references resolve; no title or ask belongs to two records.

Each takes all records that are not retired and gives findings; called by check_records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.knowledge.lint.finding import Finding
from bot.knowledge.record import Record


def check_references(records: Sequence[Record]) -> Iterator[Finding]:
    """Find topics, agencies, counties and services that are not among the records."""
    known = {record.id for record in records}
    for record in records:
        for field, target in _targets(record):
            if target not in known:
                yield Finding("error", record.id, field, f"expected a record {target} that is not retired")


def check_titles(records: Sequence[Record]) -> Iterator[Finding]:
    """Find two records of one type with the same title."""
    first: dict[tuple[str, str], str] = {}
    for record in records:
        owner = first.setdefault((record.type, _plain(record.title)), record.id)
        if owner != record.id:
            yield Finding(
                "error", record.id, "title", f"expected a title of its own, {owner} has {record.title!r}"
            )


def check_repeated_asks(records: Sequence[Record]) -> Iterator[Finding]:
    """Find an ask that stands under two records, whatever its capitals and spaces."""
    first: dict[str, str] = {}
    for record in records:
        for ask in record.asks:
            owner = first.setdefault(_plain(ask), record.id)
            if owner != record.id:
                yield Finding("error", record.id, "asks", f"expected an ask of its own, {owner} has {ask!r}")


def _targets(record: Record) -> Iterable[tuple[str, str]]:
    yield from (("topics", f"topic:{slug}") for slug in record.topics)
    if record.agency:
        yield "agency", f"agency:{record.agency}"
    if record.county:
        yield "county", f"county:{record.county}"
    yield from (("details.services", f"service:{slug}") for slug in record.details.get("services", ()))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
