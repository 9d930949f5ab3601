"""Everything a reply can look things up in, wired once and passed in."""

from __future__ import annotations

from collections.abc import Iterable

from bot.encoder import Reading
from bot.knowledge.record import Record
from bot.knowledge.search.decision import Finding
from bot.knowledge.search.query import Query
from bot.knowledge.search.searcher import Searcher


class Desk:
    """The published records, by id and type, and the search over them."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def find(self, query: Query) -> Finding:
        """Search."""
        return self._searcher.find(query)

    def foresee(self, text: str, reading: Reading) -> None:
        """Begin a search that is about to be asked for."""
        self._searcher.foresee(text, reading)

    def record(self, identity: str | None) -> Record | None:
        """The published record of this id, if any."""
        index = self._searcher.index
        number = index.number.get(identity or "")
        return None if number is None else index.records[number]

    def records(self, identities: Iterable[str]) -> tuple[Record, ...]:
        """The published records among these ids, in their order."""
        return tuple(record for i in identities if (record := self.record(i)))

    def of_type(self, kind: str) -> tuple[Record, ...]:
        """Every published record of a type."""
        index = self._searcher.index
        return tuple(index.records[number] for number in index.of_types((kind,)))

    def agency_of(self, record: Record) -> Record | None:
        """The agency that answers for a record (an agency answers for itself)."""
        return record if record.type == "agency" else self.record(f"agency:{record.agency}")

    def offices_for(self, record: Record) -> tuple[Record, ...]:
        """The offices that offer a service, or that belong to an agency."""
        offices = self.of_type("office")
        if record.type == "agency":
            return tuple(o for o in offices if o.agency == record.slug)
        return tuple(o for o in offices if record.slug in o.details.get("services", ()))

    def refresh(self) -> None:
        """Take in what was published meanwhile."""
        self._searcher.refresh()
