"""Known messages, of danger and harmless ones, that a new message is compared with.

What a linear model cannot tell apart, an example can: "she dont live here no more" is no "she dont want to
live no more". Whoever adds an example sees at once what it does.
"""

from __future__ import annotations

import numpy as np

DIRECTIONS = 128  # of the 1,536 numbers of two layers; as good as 256 by folds, 64 are worse
QUESTIONS = 10  # that are nearest to a danger are neighbors too; there are too many to keep all
EARLY = 0.8  # how much the earlier layer counts, as in IntentModel
CHUNK = 200  # dangers compared with all questions at a time
_TINY = 1e-9


class Neighbors:
    """The messages as directions: those in which they differ most."""

    def __init__(self) -> None:
        self._middle = np.zeros(0, dtype=np.float32)
        self._axes = np.zeros((0, DIRECTIONS), dtype=np.float32)
        self._of_danger = np.zeros((0, DIRECTIONS), dtype=np.float32)
        self._harmless = np.zeros((0, DIRECTIONS), dtype=np.float32)

    def fit(self, dangers: np.ndarray, harmless: np.ndarray, questions: np.ndarray) -> None:
        """Keep messages, and questions that are near to a danger; of each the layers (n, 2, width)."""
        messages = _flat(np.concatenate([dangers, harmless]))
        self._middle = messages.mean(axis=0)
        _, axes = np.linalg.eigh(np.cov(messages, rowvar=False))
        self._axes = axes[:, -DIRECTIONS:].astype(np.float32)
        self._of_danger, asked = self._place(_flat(dangers)), self._place(_flat(questions))
        near = find_near(self._of_danger, asked, QUESTIONS)
        self._harmless = np.concatenate([self._place(_flat(harmless)), asked[near]])

    def lean(self, layers: np.ndarray) -> float:
        """How much nearer the nearest danger is than the nearest harmless message: cosines, -2 to 2.

        Args:
            layers: of the message, (2, width).
        """
        (place,) = self._place(_flat(layers[np.newaxis]))
        return _nearest(self._of_danger, place) - _nearest(self._harmless, place)

    def _place(self, flat: np.ndarray) -> np.ndarray:
        return _even((flat - self._middle) @ self._axes)


def _flat(layers: np.ndarray) -> np.ndarray:
    """Both layers, each of length one, side by side: (n, 2 * width)."""
    even = _even(layers)
    even[:, 1] *= EARLY
    return even.reshape(len(layers), layers.shape[1] * layers.shape[2])


def _even(vectors: np.ndarray) -> np.ndarray:
    """The same, each of length one."""
    even: np.ndarray = vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + _TINY)
    return even.astype(np.float32)


def find_near(places: np.ndarray, others: np.ndarray, number: int) -> np.ndarray:
    """Return the numbers of the others (m, d) that are among so many nearest to one of the places (n, d)."""
    if len(others) <= number:
        return np.arange(len(others))
    found = [
        np.argpartition(-(places[start : start + CHUNK] @ others.T), number, axis=1)[:, :number].ravel()
        for start in range(0, len(places), CHUNK)
    ]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _nearest(known: np.ndarray, place: np.ndarray) -> float:
    """The cosine of the nearest; -1 when there is none."""
    return float((known @ place).max(initial=-1.0))
