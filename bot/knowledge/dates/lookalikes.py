"""What looks like a date in plain words and is a number, a habit or a name: hidden before the rules read.
Called by `periods`."""

from __future__ import annotations

import re

from bot.knowledge.dates.patterns import ALL_MONTHS, ALL_WEEKDAYS, any_of, pattern

_WEEKDAY = any_of(*ALL_WEEKDAYS)
_IDENTIFIER = any_of(
    "section sections sec form forms bill code rule chapter title route highway hwy interstate room suite",
    "ste box number num ext extension call dial text zip unit apt lot pin case permit license account rfp",
    "resolution sb hb at than over under # §",
)
_PART_OF_YEAR = rf"(?:(?:early|late|mid) )?{any_of(*ALL_MONTHS)}|the {any_of('spring summer fall winter')}"

LOOKALIKES = [
    # The state's fiscal year is not a calendar year: it ends in June.
    pattern(r"(?:q ?[1-4]|[1-4]th quarter)(?: of| in)?(?: the)?(?: state)? (?:fiscal|fy)\S*(?: year)?"),
    pattern(r"(?:fiscal|fy)(?: years?)?(?: of)? \d{4}"),
    pattern(rf"{_IDENTIFIER}(?: (?:number|num|no|\.|#|§|:))* \d{{4}}"),
    # Phone digits, also when they are said one group at a time.
    pattern(r"\d{3}(?: [-.)])* \d{4}"),
    # Habits, and hours such as "monday to friday".
    pattern(rf"(?:every|each)(?: other| \dth)? {_WEEKDAY}"),
    pattern(rf"(?:\dth|last) {_WEEKDAY} (?:of|in) (?:every|each)(?: month)?"),
    pattern(rf"{_WEEKDAY} (?:mornings|afternoons|evenings|nights|school)"),
    pattern(rf"{_WEEKDAY} (?:to|through|thru|-|until|till) {_WEEKDAY}"),
    # A weekday of a time named after it ("that thursday in march 2018"), or of no time or another one.
    pattern(rf"(?<!\dth )(?<!last ){_WEEKDAY}(?= (?:in|of) (?:{_PART_OF_YEAR})(?!\S))"),
    pattern(rf"the {_WEEKDAY} (?:before|after)"),
    pattern(rf"(?:a|that|some|any|which|what|cyber|palm|holy|super) {_WEEKDAY}"),
    pattern(r"how (?:early|late) may"),
]


def hide_lookalikes(plain: str) -> str:
    """Return the plain words with every look-alike blotted out, each letter in its place."""
    for lookalike in LOOKALIKES:
        plain = lookalike.sub(lambda match: re.sub(r"\S", "~", match[0]), plain)
    return plain
