"""Cells find what comparing everything finds, and look at little of it."""

from __future__ import annotations

import numpy as np
import pytest

from bot.knowledge.search.cells import Cells


def clustered(passages: int, seed: int = 3) -> np.ndarray:
    """Unit vectors around some hundred subjects, as asks lie."""
    chance = np.random.default_rng(seed)
    subjects = chance.standard_normal((100, 384))
    vectors = subjects[chance.integers(100, size=passages)] + 0.5 * chance.standard_normal((passages, 384))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return clustered(5000)


def test_nearly_all_of_the_nearest_are_found(vectors: np.ndarray) -> None:
    cells = Cells(vectors)
    found = []
    for question in clustered(50, seed=3)[:50] + 0.02:
        truly = set(np.argsort(-(vectors @ question))[:10])
        found.append(len(truly & set(cells.nearest(question, 160))) / 10)
    assert np.mean(found) > 0.95


def test_the_nearest_come_first(vectors: np.ndarray) -> None:
    nearest = Cells(vectors).nearest(vectors[7], 5)
    assert nearest[0] == 7 and len(nearest) == 5


@pytest.mark.parametrize("passages", [1, 2, 3, 30])
def test_few_passages_are_no_trouble(passages: int) -> None:
    few = clustered(passages)
    assert set(Cells(few).nearest(few[0], 200)) == set(range(passages))


def test_equal_passages_are_no_trouble() -> None:
    same = np.repeat(clustered(1), 50, axis=0)
    assert len(Cells(same).nearest(same[0], 10)) == 10
