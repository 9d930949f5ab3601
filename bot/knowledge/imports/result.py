"""What a reader gives back, and what the readers share: the text of a file, checking one entry.

Called by the readers of this package, one per file format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import KnowledgeError
from bot.knowledge.record import Record
from bot.knowledge.schema import parse_record


@dataclass(frozen=True)
class Entry:
    """What a file says of one record."""

    record: Record
    """The record, if there is none of this id yet."""
    told: frozenset[str]
    """The fields that the file speaks of, a detail as `details.fee`; of all others it says nothing."""
    is_dated: bool = False
    """Whether `verified_on` tells when the entry was last changed, which by itself changes nothing."""


@dataclass(frozen=True)
class Imported:
    """The entries of one file, and one line for each that was skipped or only partly understood."""

    entries: tuple[Entry, ...]
    faults: tuple[str, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record, as it is when there is none of its id yet."""
        return tuple(entry.record for entry in self.entries)


class EntryError(KnowledgeError):
    """One entry of a file cannot be used; each argument says one thing that was expected."""


def decode(content: bytes, name: str) -> str:
    r"""Return the text of a UTF-8 file, with or without BOM, every line ending in `\n`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{name}: expected UTF-8 text, byte {error.start} is not") from error
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
