"""Places put into questions: each way reads like a question, and nothing but the place is new."""

from __future__ import annotations

import pytest

from bot.knowledge.record import Record
from bot.nlu.placed import FORMS, places_of, put_place

PLACES = ("Hinds County", "Oxford")


@pytest.mark.parametrize(
    ("text", "number", "placed"),
    [
        ("Where do I vote?", 0, "Where do I vote in Hinds County?"),
        ("I lost my tag.", 1, "I live in Oxford. I lost my tag."),
        ("food stamps", 2, "food stamps Hinds County"),
        ("how do I vote", 3, "how do I vote here in Oxford"),
        ("How do I vote?", 4, "Hinds County, How do I vote?"),
    ],
)
def test_a_place_is_put_in(text: str, number: int, placed: str) -> None:
    assert put_place(text, PLACES, number) == placed


def test_every_form_keeps_the_question_and_the_place() -> None:
    for number in range(len(FORMS)):
        placed = put_place("where do I vote?", ("Oxford",), number)
        assert "where do I vote" in placed and "Oxford" in placed and placed.endswith("?")


def test_places_are_the_counties_and_their_seats(shipped: tuple[Record, ...]) -> None:
    places = places_of(shipped)
    assert {"Hinds County", "Oxford"} <= set(places)
    assert len(places) == len(set(places)) > 150
