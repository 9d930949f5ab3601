"""Passages that hold the telling word pieces of a question are more like it; passages may have none."""

from __future__ import annotations

import numpy as np
import pytest

from bot.encoder.tokens import TOKEN_WIDTH
from bot.knowledge.search.pieces import Pieces, join
from tests.fakes import FakeEncoder

TEXTS = ("renew a fishing license", "title of a boat", "the", "fishing license for a boat")
EVERY = np.arange(len(TEXTS))


def tokens(text: str) -> np.ndarray:
    return FakeEncoder().read([text])[0].tokens


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces.of_each([tokens(text) for text in TEXTS])


def test_likeness_is_the_share_of_pieces_held(pieces: Pieces) -> None:
    found = pieces.likeness(EVERY, tokens("fishing boat"))
    exact = (127 / 254) ** 2  # the fake's pieces are half as long as real ones
    assert found / exact == pytest.approx([0.5, 0.5, 0.0, 1.0])


def test_passages_may_come_in_any_order_and_twice(pieces: Pieces) -> None:
    question = tokens("boat license")
    order = np.array([3, 0, 3, 2])
    assert pieces.likeness(order, question) == pytest.approx(pieces.likeness(EVERY, question)[order])


def test_heavier_pieces_count_more(pieces: Pieces) -> None:
    question = tokens("renew boat").copy()
    question[:, 0] = [90, 30]
    renewing, title, *_ = pieces.likeness(EVERY, question)
    assert renewing == pytest.approx(3 * title)


def test_a_question_without_telling_pieces_is_like_nothing(pieces: Pieces) -> None:
    assert pieces.likeness(EVERY, np.zeros((0, TOKEN_WIDTH), dtype=np.int8)).tolist() == [0.0] * 4


def test_what_a_question_was_asked_after_counts_half(pieces: Pieces) -> None:
    both = join(tokens("license"), pieces.of(1))
    assert len(both) == 3
    assert both[:, 0].tolist() == [100, 50, 50]
    assert pieces.of(1)[:, 0].tolist() == [100, 100]
