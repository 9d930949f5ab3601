"""Finds phrases that sit nearer to another intent than to their own, by the vectors of the encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.authoring.phrases import Phrase, key_of

Vectors = Callable[[Sequence[str]], np.ndarray]
"""Texts in, array (texts, width) out, each row of length one; kept by text, so that each is made once."""
NEIGHBORS = 5
CLOSE = 0.80
"""Cosine from which two phrases mean nearly the same; below it the nearest one says little."""
MARGIN = 0.05
"""By how much another intent must be nearer: below it the order of two neighbors is chance."""
BLOCK = 512  # rows at a time: all pairs of 6,000 phrases at once would be 144 MB


@dataclass(frozen=True)
class Neighbor:
    """Another phrase, and how near it is (cosine)."""

    phrase: Phrase
    nearness: float


@dataclass(frozen=True)
class Stray:
    """A phrase whose nearest others are of another intent."""

    phrase: Phrase
    other: Neighbor
    own: float
    """How near the nearest one of its own intent is; 0 when there is none."""


class Neighborhood:
    """The phrases of a moment with their vectors."""

    def __init__(self, phrases: Sequence[Phrase], vectors: Vectors) -> None:
        self._phrases = list(phrases)
        self._vectors_of = vectors
        texts = [phrase.words for phrase in self._phrases]
        self._rows = vectors(texts).astype(np.float32) if texts else np.zeros((0, 1), np.float32)
        names = sorted({phrase.intent for phrase in self._phrases})
        self._intent = np.array([names.index(phrase.intent) for phrase in self._phrases], dtype=int)

    def nearest(self, text: str, count: int = NEIGHBORS) -> list[Neighbor]:
        """Return the phrases nearest to a text, those of the very same words left out."""
        if not self._phrases or not text.strip():
            return []
        near = self._rows @ self._vectors_of([text])[0].astype(np.float32)
        key = key_of(text)
        found: list[Neighbor] = []
        for at in np.argsort(-near):
            if key_of(self._phrases[at].text) != key:
                found.append(Neighbor(self._phrases[at], float(near[at])))
            if len(found) == count:
                break
        return found

    def find_strays(self) -> list[Stray]:
        """Return the phrases that are nearer to another intent, each compared with all but itself.

        The clearest come first.
        """
        found = []
        for start in range(0, len(self._phrases), BLOCK):
            near = self._rows[start : start + BLOCK] @ self._rows.T
            found += [s for row, line in enumerate(near, start) if (s := self._stray(row, line))]
        return sorted(found, key=lambda stray: stray.own - stray.other.nearness)

    def _stray(self, row: int, near: np.ndarray) -> Stray | None:
        is_own = self._intent == self._intent[row]
        others = np.where(is_own, -1.0, near)
        best = int(np.argmax(others))
        is_own[row] = False
        own = float(near[is_own].max()) if is_own.any() else 0.0
        if others[best] < CLOSE or others[best] < own + MARGIN:
            return None
        return Stray(self._phrases[row], Neighbor(self._phrases[best], float(others[best])), own)
