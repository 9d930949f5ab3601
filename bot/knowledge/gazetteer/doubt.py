"""Decides from the words around a doubtful name whether it names something; the gazetteer asks.

Each test gets the words of the message and where the name starts and ends among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

COUNTY = "county"
COUNTIES = "counties"
JOINERS = frozenset([",", "and", "or", "/"])
LEADS = frozenset(["in", "for", "about"])
PLACES = frozenset(["in", "near", "to", "from", "around", "outside", "through"])
STATE = frozenset(["ms", "miss", "mississippi"])
OFFICES = frozenset(
    ["courthouse", "dmv", "dps", "driver", "drivers", "medicaid", "office", "offices", "station"]
)
BODIES = frozenset(["department", "office", "board", "agency", "commission", "bureau", "committee"])
HOLDERS = frozenset(["the", "our", "state", "elected"])
BROWSING = frozenset(
    """about browse categories category everything list options programs section service services show stuff
    things topic topics under""".split()
)
BROWSING_REACH = 2  # words between `services` and the topic: `services for our veterans`
LIST_MAX_WORDS = 24  # a dozen counties and their commas; keeps long floods of names quick
SHORT_MAX_WORDS = 6  # `and what is it in Lee`; in longer ones Lee may be anyone
SHOUTING_MIN_WORDS = 3  # all capitals in fewer words may be acronyms: `DPS MDOT`


class Word(NamedTuple):
    """A word as compared (lower case, spelled right), as written, and where it stands."""

    norm: str
    text: str
    start: int
    end: int
    of_county: bool = False
    """Whether county names have this word."""

    @property
    def is_plain(self) -> bool:
        """Whether it has letters or digits, so is no punctuation."""
        return self.text[0].isalnum()


Words = Sequence[Word]


def is_county(words: Words, start: int, end: int) -> bool:
    """Whether county is said of the name, or a short message ends with it: `what about Lee`."""
    if _beyond(words, end, 1) in (COUNTY, COUNTIES):
        return True
    before = _norm(words, start - 1)
    if before in JOINERS and _beyond(words, start - 1, -1) in (COUNTY, COUNTIES):
        return True
    if before in ("of", "for") and _norm(words, start - 2) in ("seat", "seats", COUNTIES):
        return True
    if any(word.is_plain for word in words[end:]):
        return False
    leads = before in LEADS or (before == "and" and start == 1)
    return leads and sum(word.is_plain for word in words) <= SHORT_MAX_WORDS


def is_among_counties(words: Words, start: int, end: int) -> bool:
    """Whether a city's name stands in a list of counties: `Jackson and Lee counties`."""
    before = _norm(words, start - 1)
    listed = before in JOINERS or before == "of"
    return _beyond(words, end, 1) == COUNTIES or (listed and _beyond(words, start - 1, -1) == COUNTIES)


def is_city(words: Words, start: int, end: int) -> bool:
    """Whether an everyday word is meant as a place: `in Forest`, `forest dmv`, `Has Forest a...`."""
    if _is_alone(words, start, end) or _is_county_asked(words):
        return True
    after = _norm(words, end + 1) if _norm(words, end) == "," else _norm(words, end)
    proper = words[start].text.istitle()
    part_of_name = proper and end < len(words) and words[end].text.istitle()
    if (
        after in STATE
        or _norm(words, end) in OFFICES
        or (start and words[start - 1].norm in PLACES and not part_of_name)
    ):
        return True
    mid_sentence = start == 1 or (start > 1 and words[start - 1].text.islower())
    return proper and mid_sentence and _norm(words, start - 1) != "the" and not part_of_name


def is_acronym(words: Words, start: int, end: int) -> bool:
    """Whether it is written as an acronym, or introduced as a body: `the its department`."""
    introduced = _norm(words, start - 1) == "the" and _norm(words, end) in BODIES
    return introduced or (words[start].text.isupper() and not _is_shouted(words))


def is_title(words: Words, start: int, end: int) -> bool:
    """Whether `auditor` is the state's: `the auditor`, not `a tax auditor`."""
    return _norm(words, start - 1) in HOLDERS


def is_topic(words: Words, start: int, end: int) -> bool:
    """Whether an everyday word is asked for as a topic: `services for veterans`, or it alone."""
    near = [*words[max(start - BROWSING_REACH - 1, 0) : start], *words[end : end + 1]]
    return _is_alone(words, start, end) or any(word.norm in BROWSING for word in near)


DOUBTS: Mapping[str, Callable[[Words, int, int], bool]] = {
    "": lambda words, start, end: True,
    "county": is_county,
    "shared": is_among_counties,
    "city": is_city,
    "acronym": is_acronym,
    "title": is_title,
    "topic": is_topic,
}
"""The test by the doubt a Name carries."""


def _norm(words: Words, at: int) -> str:
    return words[at].norm if 0 <= at < len(words) else ""


def _is_alone(words: Words, start: int, end: int) -> bool:
    return not any(word.is_plain for word in [*words[:start], *words[end:]])


def _beyond(words: Words, at: int, step: int) -> str:
    """The first word from `at` on that is neither a joiner, nor `of`, nor of a county's name."""
    for _ in range(LIST_MAX_WORDS):
        if not (0 <= at < len(words) and (words[at].of_county or words[at].norm in (*JOINERS, "of"))):
            break
        at += step
    return _norm(words, at)


def _is_county_asked(words: Words) -> bool:
    return any(_norm(words, at - 1) in ("what", "which") for at, w in enumerate(words) if w.norm == COUNTY)


def _is_shouted(words: Words) -> bool:
    spoken = [word for word in words if word.is_plain]
    return len(spoken) >= SHOUTING_MIN_WORDS and not any(c.islower() for w in spoken for c in w.text)
