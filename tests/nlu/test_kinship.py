"""Intents whose names share words or sense are kin, others are not."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.kinship import kinship, words_in
from tests.fakes import FakeEncoder

NAMES = ("play_music", "play_radio", "ask_cost", "ask_hours", "renew_card")


def covariance(names: tuple[str, ...], vectors: np.ndarray | None = None) -> np.ndarray:
    if vectors is None:
        vectors = FakeEncoder().encode([words_in(name) for name in names])
    root = kinship(names, vectors)
    found: np.ndarray = root @ root.T
    return found


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("ask_cost", "ask cost"),
        ("Refund_not_showing_up", "refund not showing up"),
        ("late?", "late"),
        ("_", ""),
    ],
)
def test_a_name_is_read_as_a_phrase(name: str, phrase: str) -> None:
    assert words_in(name) == phrase


def test_names_that_share_a_word_are_kin() -> None:
    found = covariance(NAMES, np.zeros((len(NAMES), 4)))
    assert found[0, 1] > 0.1
    assert found[2, 3] > 0.1
    assert found[0, 2] == pytest.approx(0.0, abs=1e-5)


def test_names_of_like_sense_are_kin() -> None:
    vectors = np.array([[1, 0], [1, 0], [-1, 0]], dtype=np.float32)
    found = covariance(("sing", "chant", "pay"), vectors)
    assert found[0, 1] > 0.1
    assert found[0, 2] < 0.0


def test_the_weights_vary_by_one_on_average() -> None:
    assert np.trace(covariance(NAMES)) == pytest.approx(len(NAMES), rel=1e-4)


def test_names_with_nothing_in_common_and_no_vectors_are_no_kin() -> None:
    assert covariance(("sing", "pay"), np.zeros((2, 4))) == pytest.approx(np.eye(2), abs=1e-5)
