"""What a search is asked: the citizen's words and what is already known about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.encoder import Reading
from bot.knowledge.record import Record


@dataclass(frozen=True)
class Filters:
    """Only records that fit all of these are searched; None lets everything through."""

    types: frozenset[str] | None = None
    topic: str | None = None
    agency: str | None = None
    county: str | None = None
    since: date | None = None
    until: date | None = None

    def admit(self, record: Record) -> bool:
        """Whether a record passes."""
        day = record.details.get("published") or record.details.get("date")
        return (
            (self.types is None or record.type in self.types)
            and (self.topic is None or self.topic in record.topics)
            and (self.agency is None or self.agency == record.agency)
            and (self.county is None or self.county == record.county)
            and (self.since is None or (day is not None and day >= self.since))
            and (self.until is None or (day is not None and day <= self.until))
        )


@dataclass(frozen=True)
class Query:
    """One search."""

    text: str
    kinds: Mapping[str, float] = field(default_factory=dict)
    """By record type, how likely it is what the citizen asks for (from the intent), 0 to 1."""
    outside: float = 0.0
    """How likely the question is none of the state's business (from the intent), 0 to 1."""
    mentions: frozenset[str] = frozenset()
    """Ids of the records whose names were recognized in the words."""
    cities: frozenset[str] = frozenset()
    """Names of the cities recognized in the words."""
    context: str | None = None
    """Id of the record told before, if any."""
    leaning: float = 0.0
    """1 when the words point back ("what about that one?"), else 0."""
    brevity: float = 0.0
    """1 for no word that names anything, 1/2 for one, 1/3 for two, and so on."""
    elsewhere: float = 0.0
    """1 when the words are about another state or country, else 0."""
    names_elsewhere: bool = False
    """Whether a place outside Mississippi is named, for whatever reason."""
    filters: Filters | None = None
    reading: Reading | None = None
    """What the encoder made of the text, when it is known already."""


@dataclass(frozen=True)
class Hit:
    """One record found."""

    record: Record
    score: float
    """Share of belief among all records, 0 to 1; the shares of all records add up to 1."""
    lexical: float
    """Full-text score relative to the best record's, 0 to 1."""
    semantic: float
    """Cosine of the nearest passage, -1 to 1."""
    signals: Mapping[str, float] = field(default_factory=dict)
