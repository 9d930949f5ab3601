"""A question with a place in it: "Where do I renew my tag in Oxford?" asks the same as without.

Few phrases name a place, while much of what the state does not answer does ("leaf pickup in Brandon"), so
that a name alone could turn a question away. Training puts names into some of its phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.knowledge.record import Record

FORMS = (
    "{text} in {place}{end}",
    "I live in {place}. {text}{end}",
    "{text} {place}{end}",
    "{text} here in {place}{end}",
    "{place}, {text}{end}",
)


def places_of(records: Iterable[Record]) -> tuple[str, ...]:
    """The counties and their seats, as people say them."""
    counties = [record for record in records if record.type == "county"]
    seats = [str(county.details["seat"]) for county in counties if county.details.get("seat")]
    return tuple(dict.fromkeys([*(county.title for county in counties), *seats]))


def put_place(text: str, places: Sequence[str], number: int) -> str:
    """Return the text with one of the places; each number gives another place and another way to say it."""
    end = text[-1] if text[-1:] in ("?", ".", "!") else ""
    return FORMS[number % len(FORMS)].format(
        text=text[: len(text) - len(end)], place=places[number % len(places)], end=end
    )
