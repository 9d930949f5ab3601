"""How well passages hold the telling word pieces of a question (`bot/encoder/tokens.py`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.encoder.tokens import SCALE, TOKEN_WIDTH

_NOTHING = np.zeros((1, TOKEN_WIDTH), dtype=np.int8)


class Pieces:
    """The pieces of all passages, one after the other.

    Args:
        tokens: of each passage, an array (pieces, TOKEN_WIDTH) of int8.
    """

    def __init__(self, tokens: Sequence[np.ndarray]) -> None:
        held = [table if len(table) else _NOTHING for table in tokens]
        self._counts = np.array([len(table) for table in held])
        self._starts = np.cumsum(self._counts) - self._counts
        self._table = np.concatenate(held)

    def of(self, passage: int) -> np.ndarray:
        """The pieces of a passage: an array (pieces, TOKEN_WIDTH) of int8."""
        start = self._starts[passage]
        table: np.ndarray = self._table[start : start + self._counts[passage]]
        return table

    def likeness(self, passages: np.ndarray, tokens: np.ndarray) -> np.ndarray:
        """Return for each passage how near its pieces come to those of a question: an array (passages,).

        The weighted mean, over the pieces of the question, of the cosine to the nearest piece of the passage.

        Args:
            passages: numbers of passages, at least one.
            tokens: the pieces of the question, an array (pieces, TOKEN_WIDTH).
        """
        weights = tokens[:, 0].astype(np.float32)
        if not weights.any():
            return np.zeros(len(passages), dtype=np.float32)
        counts = self._counts[passages]
        firsts = np.cumsum(counts) - counts
        rows = np.repeat(self._starts[passages] - firsts, counts) + np.arange(counts.sum())
        cosines = self._table[rows, 1:].astype(np.float32) @ tokens[:, 1:].astype(np.float32).T
        nearest = np.maximum.reduceat(cosines, firsts, axis=0)
        likeness: np.ndarray = nearest @ (weights / (weights.sum() * np.float32(SCALE * SCALE)))
        return likeness


def join(tokens: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The pieces of a question, and at half their weight those of what it was asked after."""
    light = others.copy()
    light[:, 0] //= 2
    return np.concatenate([tokens, light])
