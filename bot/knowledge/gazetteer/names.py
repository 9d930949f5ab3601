"""The names in published records: records in, texts and what each may mean out, for the gazetteer.

The names can be kept as plain data, so that a trained model finds them without the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.knowledge.gazetteer.wordings import compounds, wordings
from bot.knowledge.record import Record

DOUBTFUL_COUNTIES = frozenset(
    re.split(
        r",\s*",
        """Adams, Alcorn, Benton, Calhoun, Carroll, Choctaw, Clarke, Clay, Covington, Forrest, Franklin,
        George, Greene, Harrison, Holmes, Humphreys, Jackson, Jasper, Jefferson, Jefferson Davis, Jones,
        Kemper, Lafayette, Lamar, Lawrence, Lee, Lincoln, Lowndes, Madison, Marion, Marshall, Monroe,
        Montgomery, Newton, Pearl River, Perry, Pike, Prentiss, Quitman, Scott, Simpson, Smith, Stone,
        Sunflower, Tate, Union, Walthall, Warren, Washington, Wayne, Webster, Wilkinson, Winston""",
    )
)
"""Everyday words, persons, peoples and towns as well."""
DOUBTFUL_CITIES = frozenset(["Forest", "Liberty", "Magnolia", "Marks", "Pearl"])
DOUBTFUL_ACRONYMS = frozenset(
    "ABC AG AGO ARCH BEAM CPA DOM FIRE GEO GOV ITS LEG MAC MID MISSI OPT PEER PT SOS SW VET".split()
)
"""Everyday words or trades as well; MISSI is whom citizens greet."""
NOT_NAMES = (
    "Columbus Day, Magnolia State, Jackson State, Alcorn State, Fort Lauderdale, Washington DC, Pearl Harbor"
).split(", ")
"""Longer names that begin or end like one of ours, and are nothing to find."""

ALONE_MIN_LETTERS = 9  # `Legislature` and `Judiciary` say enough alone; `Visit` and `Bar` do not
_BODIES = re.compile(r"\b(?:Department|Board|Bureau|Office|Commission|Committee)\b")
_WRITTEN_WELL = re.compile(r"[A-Z].*[.?!]$")


class Name(NamedTuple):
    """A text that may name something. `doubt` says what the words around must show (`doubt.py`)."""

    text: str
    kind: str
    value: str
    doubt: str = ""


@dataclass(frozen=True)
class Names:
    """All names, the likeliest meaning of a text first, and the words no typo can have made of one."""

    names: tuple[Name, ...]
    ordinary: frozenset[str]

    def as_data(self) -> dict[str, Any]:
        """The names as plain data for JSON."""
        return {"names": [list(name) for name in self.names], "ordinary": sorted(self.ordinary)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Names:
        """The names that `as_data` gave."""
        return cls(tuple(Name(*name) for name in data["names"]), frozenset(data["ordinary"]))


def names_of(records: Sequence[Record]) -> Names:
    """Return the names in the records."""
    cities = {city: Name(city, "city", city, _doubt_city(city)) for city in _cities(records)}
    names = [Name(text, "", "") for text in NOT_NAMES]
    for record in records:
        if record.slug.startswith("official-"):
            names += _official_names(record)
    for record in records:
        if record.type == "county":
            names += _county_names(record, cities)
    names += cities.values()
    offices = {str(r.details["office"]) for r in records if r.details.get("office")}
    for record in records:
        if record.type == "agency":
            names += _agency_names(record, offices)
        elif record.type == "topic":
            names += _topic_names(record)
    spelled = (name._replace(text=text) for name in names for text in compounds(name.text))
    return Names(tuple(dict.fromkeys(spelled)), frozenset(_ordinary_words(records)))


def _official_names(record: Record) -> Iterator[Name]:
    office = str(record.details.get("office", record.title))
    for text in wordings(office):
        alone = text != office and " " not in text
        yield Name(text, "official", record.slug, "title" if alone else "")
    if holder := record.details.get("holder"):
        yield Name(str(holder), "official", record.slug)


def _county_names(record: Record, cities: Iterable[str]) -> Iterator[Name]:
    place = record.title.removesuffix(" County")
    doubt = "shared" if place in cities else "county" if place in DOUBTFUL_COUNTIES else ""
    yield Name(f"{place} County", "county", record.slug)
    yield Name(f"County of {place}", "county", record.slug)
    yield Name(place, "county", record.slug, doubt)


def _agency_names(record: Record, offices: Iterable[str]) -> Iterator[Name]:
    texts = wordings(record.title)
    if record.title in offices:
        # The bare title means the official; the agency is that official's office.
        texts = [f"{text} Office" for text in texts] + [f"Office of the {text}" for text in texts]
    for text in texts:
        if " " in text or text == record.title or len(text) >= ALONE_MIN_LETTERS:
            yield Name(text, "agency", record.slug)
    for body in _BODIES.findall(record.title):
        # `its department` and `vet board` say little unless `the` comes first.
        if f"{record.slug} {body}".lower() != record.title.lower():
            article = "the " if _is_word(record.slug) else ""
            yield Name(f"{article}{record.slug} {body}", "agency", record.slug)
    for acronym in record.details.get("acronyms", ()):
        # "MEC (Ethics)" shares its letters with an agency that carries them plain.
        if "(" not in acronym:
            yield Name(acronym, "agency", record.slug, "acronym" if _is_word(acronym) else "")


def _topic_names(record: Record) -> Iterator[Name]:
    for text in dict.fromkeys([record.title, *record.title.split(" and ")]):
        yield Name(text, "topic", record.slug, "" if " " in text else "topic")


def _cities(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for name in ("seat", "city"):
            if city := record.details.get(name):
                yield str(city)
        yield from record.details.get("seats", ())


def _doubt_city(city: str) -> str:
    return "city" if city in DOUBTFUL_CITIES else ""


def _is_word(acronym: str) -> bool:
    return acronym.upper() in DOUBTFUL_ACRONYMS or len(acronym) < 3


def _ordinary_words(records: Iterable[Record]) -> set[str]:
    """The words of summaries and of well-written asks; other asks are misspelled on purpose."""
    texts = []
    for record in records:
        texts += [record.title, record.summary]
        texts += [ask for ask in record.asks if _WRITTEN_WELL.fullmatch(ask)]
    return set(re.findall(r"[a-z]{5,}", " ".join(texts).lower()))
