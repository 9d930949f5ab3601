"""How well passages hold the telling word pieces of a question (`bot/encoder/tokens.py`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.encoder.tokens import SCALE, TOKEN_WIDTH

_NOTHING = np.zeros((1, TOKEN_WIDTH), dtype=np.int8)


class Pieces:
    """The pieces of all passages, one after the other.

    Args:
        table: an array (pieces, TOKEN_WIDTH) of int8.
        counts: how many of them each passage has, an array (passages,).
    """

    def __init__(self, table: np.ndarray, counts: np.ndarray) -> None:
        self._table = table
        self._counts = counts
        self._starts = np.cumsum(counts) - counts

    @classmethod
    def of_each(cls, tokens: Sequence[np.ndarray]) -> Pieces:
        """Return those of passages, given the array (pieces, TOKEN_WIDTH) of each."""
        held = [table if len(table) else _NOTHING for table in tokens]
        return cls(np.concatenate(held), np.array([len(table) for table in held]))

    @classmethod
    def join(cls, parts: Sequence[Pieces]) -> Pieces:
        """Return those of the passages of all parts, in their order."""
        tables, counts = zip(*((part._table, part._counts) for part in parts))
        return cls(np.concatenate(tables), np.concatenate(counts))

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
