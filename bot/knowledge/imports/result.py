"""What a reader gives back, and what the readers share: reading a file, checking one entry.

Called by the readers of this package, one per file format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import KnowledgeError
from bot.knowledge.record import Record
from bot.knowledge.schema import parse_record


@dataclass(frozen=True)
class Imported:
    """The records of one file, and one line per entry that was skipped or only partly understood."""

    records: tuple[Record, ...]
    faults: tuple[str, ...]


class EntryError(KnowledgeError):
    """One entry of a file cannot be used; each argument says one thing that was expected."""


def read_bytes(path: Path) -> bytes:
    """Return the content of a file; raises KnowledgeError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error.strerror or error}") from error


def read_text(path: Path) -> str:
    r"""Return the text of a UTF-8 file, with or without BOM, every line ending in `\n`."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path.name}: expected UTF-8 text, byte {error.start} is not") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def to_record(data: Mapping[str, Any]) -> Record:
    """Return the record that `data` describes; raises EntryError with a line per fault."""
    parsed = parse_record(data)
    if isinstance(parsed, Record):
        return parsed
    lines = [f"{_field(fault.field)}: {fault.expected}" for fault in parsed]
    # Two wrong items of one list give the same line; saying it once is enough.
    raise EntryError(*dict.fromkeys(lines))


def _field(location: str) -> str:
    """`details.how.1` as `how`: the name the writer of the file knows."""
    return location.removeprefix("details.").partition(".")[0]
