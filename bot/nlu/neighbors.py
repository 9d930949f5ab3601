"""Known messages, of danger and harmless ones, that a new message is compared with.

What a linear model cannot tell apart, an example can: "she dont live here no more" is no "she dont want to
live no more". Whoever adds an example sees at once what it does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DIRECTIONS = 128  # of the 1,536 numbers of two layers; as good as 256 by folds, 64 are worse
EARLY = 0.8  # how much the earlier layer counts, as in IntentModel
_TINY = 1e-9


class Neighbors:
    """The messages as directions: those in which they differ most."""

    def __init__(self) -> None:
        self._middle = np.zeros(0, dtype=np.float32)
        self._axes = np.zeros((0, DIRECTIONS), dtype=np.float32)
        self._of_danger = np.zeros((0, DIRECTIONS), dtype=np.float32)
        self._harmless = np.zeros((0, DIRECTIONS), dtype=np.float32)

    def fit(self, layers: np.ndarray, dangerous: Sequence[bool]) -> None:
        """Keep messages, given their layers (n, 2, width) and whether each tells of danger; some of both."""
        flat, is_danger = _flat(layers), np.array(dangerous)
        self._middle = flat.mean(axis=0)
        _, axes = np.linalg.eigh(np.cov(flat, rowvar=False))
        self._axes = axes[:, -DIRECTIONS:].astype(np.float32)
        placed = self._place(flat)
        self._of_danger, self._harmless = placed[is_danger], placed[~is_danger]

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
    return even.reshape(len(layers), -1)


def _even(vectors: np.ndarray) -> np.ndarray:
    """The same, each of length one."""
    even: np.ndarray = vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + _TINY)
    return even.astype(np.float32)


def _nearest(known: np.ndarray, place: np.ndarray) -> float:
    """The cosine of the nearest; -1 when there is none."""
    return float((known @ place).max(initial=-1.0))
