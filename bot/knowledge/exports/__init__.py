"""Writes records as files of other programs, which the imports read back as the same records.

Takes records and today's date, gives the content of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.knowledge.exports.archive import write_archive
from bot.knowledge.exports.events_ical import write_events
from bot.knowledge.exports.news_rss import write_news
from bot.knowledge.exports.services_csv import write_services
from bot.knowledge.record import Record

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True)
class Format:
    """A kind of file."""

    ending: str
    media: str
    """Its media type."""
    type: str | None
    """The type of the records that it holds; None for every type."""
    write: Callable[[Iterable[Record], date], bytes]
    """Takes records of that type, and today's date; leaves out those that it cannot say."""


FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", "service", write_services),
    "calendar": Format("ics", "text/calendar; charset=utf-8", "event", write_events),
    "rss": Format("rss", "application/rss+xml; charset=utf-8", "news", write_news),
    "files": Format("zip", "application/zip", None, write_archive),
}
