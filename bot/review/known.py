"""What staff may name in a decision: published records, agencies, and intents of the assistant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Engine

from bot.errors import OversightError
from bot.knowledge.tables import RecordRow
from bot.switches.names import read_slugs, require_name

MOST_FOUND = 8


@dataclass(frozen=True)
class Named:
    """A record by its id, and its title."""

    id: str
    title: str
    agency: str | None = None


class Known:
    """What there is.

    Args:
        knowledge: the database of the records.
        intents: of the assistant.
    """

    def __init__(self, knowledge: Engine, intents: Collection[str]) -> None:
        self._knowledge = knowledge
        self.intents = sorted(intents)

    def find(self, record: str) -> Named | None:
        """Return the published record of this id, if there is one."""
        return next(iter(self._select(RecordRow.id == record)), None)

    def search(self, words: str) -> list[Named]:
        """Return a few published records whose title or id holds all the words, the shortest title first."""
        found = [
            or_(*(func.lower(c).contains(word, autoescape=True) for c in (RecordRow.title, RecordRow.id)))
            for word in words.lower().split()
        ]
        return self._select(*found) if found else []

    def outside(self) -> list[Named]:
        """Return the records of what is not answered."""
        return self._select(RecordRow.type == "outside", most=None)

    def agencies(self) -> list[Named]:
        """Return the agencies, by name."""
        return sorted(self._select(RecordRow.type == "agency", most=None), key=lambda agency: agency.title)

    def require_record(self, record: str) -> str:
        """Return the id of a published record; raises OversightError for another."""
        found = self.find(record.strip())
        if found is None:
            raise OversightError(f"record {record!r}: none of this id is published")
        return found.id

    def require_intent(self, intent: str) -> str:
        """Return the name of an intent; raises OversightError for another."""
        return require_name(intent, self.intents, "intent")

    def require_agency(self, agency: str) -> str:
        """Return the slug of an agency; raises OversightError for another."""
        return require_name(agency, read_slugs(self._knowledge, "agency"), "agency")

    def _select(self, *conditions: object, most: int | None = MOST_FOUND) -> list[Named]:
        columns = (RecordRow.id, RecordRow.title, RecordRow.agency)
        query = select(*columns).where(RecordRow.status == "published", *conditions)
        query = query.order_by(func.length(RecordRow.title), RecordRow.id).limit(most)
        with self._knowledge.connect() as connection:
            return [Named(**row._mapping) for row in connection.execute(query)]


def topics_of(knowledge: Engine) -> dict[str, Sequence[str]]:
    """Return the topics of every record, by its id."""
    with knowledge.connect() as connection:
        return {row.id: row.topics for row in connection.execute(select(RecordRow.id, RecordRow.topics))}
