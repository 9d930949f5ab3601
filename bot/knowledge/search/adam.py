"""Gradient descent with a pace of its own for each weight: Adam (Kingma and Ba 2015)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FIRST, SECOND, TINY = 0.9, 0.999, 1e-8


class Adam:
    """Moves weights against their gradient, in place.

    Args:
        weights: the arrays to move.
    """

    def __init__(self, *weights: np.ndarray) -> None:
        self._weights = weights
        self._slopes = [np.zeros_like(weight) for weight in weights]
        self._squares = [np.zeros_like(weight) for weight in weights]
        self._steps = 0

    def step(self, gradient: Sequence[np.ndarray], rate: float) -> None:
        """Take one step; `gradient` has an array for each of the weights, of its shape."""
        self._steps += 1
        for weight, slope, square, change in zip(self._weights, self._slopes, self._squares, gradient):
            slope += (1 - FIRST) * (change - slope)
            square += (1 - SECOND) * (change**2 - square)
            size = np.sqrt(square / (1 - SECOND**self._steps)) + TINY
            weight -= rate / (1 - FIRST**self._steps) * slope / size
