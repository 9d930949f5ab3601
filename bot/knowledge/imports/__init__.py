"""Reads records from the files that agencies publish: CSV, iCalendar, RSS and Atom.

Takes a name and a content, or a path; gives what the file says of each record, and a line for each entry that
could not be used. What becomes of the records that there are already is said in `merging.py`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from bot.errors import KnowledgeError
from bot.knowledge.imports.events_ical import read_events
from bot.knowledge.imports.news_feed import read_news
from bot.knowledge.imports.result import Imported
from bot.knowledge.imports.services_csv import read_services

__all__ = ["Imported", "read_bytes", "read_content", "read_import"]


class Reader(Protocol):
    """Reads one file; `today` is the day to record where the file itself tells none."""

    def __call__(self, content: bytes, name: str, *, today: date) -> Imported: ...


READERS: dict[str, Reader] = {
    ".csv": read_services,
    ".ics": read_events,
    ".xml": read_news,
    ".rss": read_news,
    ".atom": read_news,
}


def read_content(name: str, content: bytes, *, today: date) -> Imported:
    """Read the content of a file by the reader that the ending of its name tells.

    Raises KnowledgeError, one line, when the ending is unknown or the file as a whole cannot be used.
    """
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise KnowledgeError(f"{name}: expected a file ending in {', '.join(READERS)}")
    return reader(content, name, today=today)


def read_import(path: Path, *, today: date) -> Imported:
    """Read a file of this machine; raises KnowledgeError also when it cannot be read."""
    return read_content(path.name, read_bytes(path), today=today)


def read_bytes(path: Path) -> bytes:
    """Return the content of a file; raises KnowledgeError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error.strerror or error}") from error
