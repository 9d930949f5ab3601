"""A message leans toward the known message that it is nearest to."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.neighbors import Neighbors, find_near
from tests.fakes import FakeEncoder

DANGEROUS = ("my house is on fire", "someone is shooting at us")
QUESTIONS = ("how do I get a permit for a fire",)
HARMLESS = ("she does not live here any more", "he quit his job in May")


def layers(*texts: str) -> np.ndarray:
    return FakeEncoder().encode_layers(texts)


@pytest.fixture(scope="module")
def neighbors() -> Neighbors:
    known = Neighbors()
    known.fit(layers(*DANGEROUS), layers(*HARMLESS), layers(*QUESTIONS))
    return known


@pytest.mark.parametrize("text", [*DANGEROUS, "the house is on fire"])
def test_what_is_near_a_danger_leans_to_danger(neighbors: Neighbors, text: str) -> None:
    assert 0.0 < neighbors.lean(layers(text)[0]) <= 2.0


@pytest.mark.parametrize("text", [*HARMLESS, *QUESTIONS, "he quit in May"])
def test_what_is_near_a_harmless_message_does_not(neighbors: Neighbors, text: str) -> None:
    assert -2.0 <= neighbors.lean(layers(text)[0]) < 0.0


def test_only_the_others_near_a_place_are_found() -> None:
    places = np.array([[1.0, 0.0], [0.0, 1.0]])
    others = np.array([[-1.0, 0.0], [0.9, 0.1], [-0.7, -0.7], [0.1, 0.9], [0.8, 0.2]])
    assert find_near(places, others, 1).tolist() == [1, 3]
    assert find_near(places, others, 2).tolist() == [1, 3, 4]
    assert find_near(places, others[:2], 2).tolist() == [0, 1]
    assert find_near(places[:0], others, 1).tolist() == []


def test_without_dangers_nothing_leans_to_danger() -> None:
    known = Neighbors()
    known.fit(layers(*DANGEROUS)[:0], layers(*HARMLESS), layers(*QUESTIONS))
    assert known.lean(layers(DANGEROUS[0])[0]) < 0.0
