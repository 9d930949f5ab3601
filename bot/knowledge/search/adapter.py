"""Turns the encoder's vectors so that questions about one record lie closer together than the encoder knows.

Both layers of a reading go into the turned vector: the early one, nearer to the words, tells above all what
is none of the state's business. The map is linear and learned from the passages ("neighborhood components
analysis", Goldberger et al. 2005; the loss is that of "supervised contrastive learning", Khosla et al. 2020).
A new record gains from what others taught it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bot.knowledge.search.adam import Adam

MATRIX = Path(__file__).with_name("adapter.npy")
TEMPERATURE = 0.04
EPOCHS = 20
BATCH = 3072  # passages compared with each other at a time
RATE = 0.001
HOLD = 2e-4  # pull toward the encoder's own space
_SEED = 1817


class Adapter:
    """A linear map (2 * width, width) of the two layers of a reading to one unit vector."""

    def __init__(self, matrix: np.ndarray) -> None:
        self._matrix = matrix.astype(np.float32)

    @classmethod
    def load(cls, path: Path = MATRIX) -> Adapter:
        """Read the map kept beside this module."""
        return cls(np.load(path))

    def save(self, path: Path = MATRIX) -> None:
        """Write the map in half precision."""
        np.save(path, self._matrix.astype(np.float16))

    def turn(self, layers: np.ndarray) -> np.ndarray:
        """Return for layers (n, 2, width) the vectors (n, width) in the map's space, each of length one."""
        return _unit(_side_by_side(layers) @ self._matrix)[0]


def learn_adapter(layers: np.ndarray, owners: Sequence[str]) -> Adapter:
    """Return the map for the layers of these passages (n, 2, width), each of which belongs to a record."""
    _, numbers = np.unique(np.array(owners), return_inverse=True)
    vectors, width = _side_by_side(layers), layers.shape[2]
    identity = np.eye(2 * width, width, dtype=np.float32)  # the late layer as it is
    matrix = identity.copy()
    descent = Adam(matrix)
    for batch in _batches(len(vectors)):
        slope = _slope(vectors[batch], numbers[batch], matrix) + HOLD * (matrix - identity)
        descent.step([slope], RATE)
    return Adapter(matrix)


def _side_by_side(layers: np.ndarray) -> np.ndarray:
    return layers.reshape(len(layers), -1)


def _batches(number: int) -> Iterator[np.ndarray]:
    chance = np.random.default_rng(_SEED)
    for _ in range(EPOCHS):
        order = chance.permutation(number)
        yield from (order[start : start + BATCH] for start in range(0, number - BATCH // 2, BATCH))


def _slope(vectors: np.ndarray, owners: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """How the loss of a batch changes with the map: an array (2 * width, width).

    The loss of an ask is minus the logarithm of the share that its own record's other asks have of its
    likeness to all others.
    """
    turned, lengths = _unit(vectors @ matrix)
    odds = np.exp((turned @ turned.T - 1) / np.float32(TEMPERATURE))
    np.fill_diagonal(odds, 0.0)
    own = np.where(owners[:, None] == owners, odds, np.float32(0.0))
    known = own.sum(axis=1) > 0  # asks with a companion in the batch
    pull = odds / odds.sum(axis=1, keepdims=True) - own / np.maximum(own.sum(axis=1, keepdims=True), 1e-20)
    pull *= known[:, None] / np.float32(TEMPERATURE * max(1, known.sum()))
    by_turned = (pull + pull.T) @ turned
    by_raw = (by_turned - (by_turned * turned).sum(axis=1, keepdims=True) * turned) / lengths
    slope: np.ndarray = vectors.T @ by_raw
    return slope


def _unit(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The vectors at length one, and the lengths they had, a column."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths, lengths
