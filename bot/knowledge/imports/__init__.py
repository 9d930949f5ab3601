"""Reads records from the files that agencies publish: CSV, iCalendar, RSS and Atom.

Takes a path, gives the records it holds and a line for each entry that could not be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from bot.errors import KnowledgeError
from bot.knowledge.imports.events_ical import read_events
from bot.knowledge.imports.news_feed import read_news
from bot.knowledge.imports.result import Imported
from bot.knowledge.imports.services_csv import read_services

__all__ = ["Imported", "read_import"]


class Reader(Protocol):
    """Reads one file; `today` is the day to record where the file itself tells none."""

    def __call__(self, path: Path, *, today: date) -> Imported: ...


READERS: dict[str, Reader] = {
    ".csv": read_services,
    ".ics": read_events,
    ".xml": read_news,
    ".rss": read_news,
    ".atom": read_news,
}


def read_import(path: Path, *, today: date) -> Imported:
    """Read a file by the reader that its ending names.

    Raises KnowledgeError, one line, when the ending is unknown or the file as a whole cannot be used.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise KnowledgeError(f"{path.name}: expected a file ending in {', '.join(READERS)}")
    return reader(path, today=today)
