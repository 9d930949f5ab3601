"""Multinomial logistic regression over dense and sparse features at once, whose classes may be kin.

Plain numpy and SciPy's L-BFGS: scikit-learn knows no kin, and multiplies dense features as if sparse.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Lesson:
    """What to learn from.

    Args:
        dense: (n, d) float32.
        sparse: (n, p) float32.
        wanted: (n, classes), 1 at the class of each row, else 0.
        counts: (n), how much each row counts; the larger, the less the weights are held back.
        kinship: (classes, classes), the square root of the covariance of the classes' weights.
    """

    dense: np.ndarray
    sparse: csr_matrix
    wanted: np.ndarray
    counts: np.ndarray
    kinship: np.ndarray


def regress(lesson: Lesson, iterations: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights (d + p, classes) and the bias (classes), both float32.

    Free weights of unit variance are sought and mixed by the kinship, so that classes that are kin get
    weights that are correlated before anything is learned.
    """
    loss = _Loss(lesson)
    start = np.zeros(loss.shape[0] * loss.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    free = found.x.reshape(loss.shape).astype(np.float32)
    return free[:-1] @ lesson.kinship, free[-1]


class _Loss:
    """The penalized loss and its gradient at flattened free weights; the last row is the bias."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._turned = lesson.sparse.T.tocsr()
        self._counts = lesson.counts.astype(np.float32)[:, np.newaxis]
        self.shape = (lesson.dense.shape[1] + lesson.sparse.shape[1] + 1, lesson.wanted.shape[1])

    def __call__(self, flat: np.ndarray) -> tuple[float, np.ndarray]:
        free = flat.astype(np.float32).reshape(self.shape)
        scores = self._scores(free)
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        total = odds.sum(axis=1, keepdims=True)
        told = (scores * self._lesson.wanted).sum(axis=1, keepdims=True) - np.log(total)
        value = 0.5 * np.square(free[:-1]).sum(dtype=np.float64) - (self._counts * told).sum(dtype=np.float64)
        gradient = self._gradient((odds / total - self._lesson.wanted) * self._counts)
        gradient[:-1] += free[:-1]
        return float(value), gradient.ravel().astype(np.float64)

    def _scores(self, free: np.ndarray) -> np.ndarray:
        weights = free[:-1] @ self._lesson.kinship
        width = self._lesson.dense.shape[1]
        scores: np.ndarray = self._lesson.dense @ weights[:width]
        scores += self._lesson.sparse @ weights[width:]
        scores += free[-1]
        return scores

    def _gradient(self, errors: np.ndarray) -> np.ndarray:
        """Of the loss without its penalty, given the errors (n, classes)."""
        lifted = np.vstack([self._lesson.dense.T @ errors, self._turned @ errors])
        return np.vstack([lifted @ self._lesson.kinship.T, errors.sum(axis=0)])
