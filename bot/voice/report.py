"""Tells how the voice compares with the web, as lines of a table."""

from __future__ import annotations

from collections.abc import Iterator

from bot.voice.parity import ParityReport

_HEAD = ("type", "fact", "on cards", "first breath", "later", "when asked", "only shown")
_ROW = "{:<9} {:<13} {:>8} {:>13} {:>6} {:>11} {:>11}"


def tell_parity(report: ParityReport) -> Iterator[str]:
    """Give a line for each fact of each type of record, and one for each type."""
    yield _ROW.format(*_HEAD)
    for (kind, fact), parity in report.facts.items():
        counts = (parity.shown, parity.first, parity.later, parity.asked, parity.never)
        yield _ROW.format(kind, fact, *counts)
    for kind, count in report.records.items():
        one, written = report.one_breath[kind], report.written[kind]
        yield f"{kind}: {count} records, {one} told in one breath, {written} in words that staff wrote"
