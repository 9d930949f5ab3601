"""A light classifier over records: ridge regression from a question's vector to the record it asks for.

It is solved in closed form (a moment for ten thousand asks), so it is made anew whenever the knowledge
changes. A new record is found without it; it only sharpens the order among siblings.
"""

from __future__ import annotations

import numpy as np

RIDGE = 3.0  # by cross-validation over asks: 1, 3 and 10 within a point, 3 best


class Head:
    """Scores records from a vector.

    Args:
        vectors: (passages, width) float32; those of one record stand together.
        starts: (records,) number of the first passage of each record, which has at least one.
    """

    def __init__(self, vectors: np.ndarray, starts: np.ndarray) -> None:
        counts = np.diff(np.append(starts, len(vectors)))
        self._mean = vectors.mean(axis=0)
        self._bias = (counts / len(vectors)).astype(np.float32)
        gram = vectors.T @ vectors - len(vectors) * np.outer(self._mean, self._mean)
        gram[np.diag_indices_from(gram)] += RIDGE
        # The centered vectors times the targets (1 for the own record, else 0) are the sums by record.
        sums = np.add.reduceat(vectors, starts, axis=0) - counts[:, None] * self._mean
        self._weights = np.ascontiguousarray(np.linalg.solve(gram, sums.T).T, dtype=np.float32)

    def scores(self, vector: np.ndarray, records: np.ndarray) -> np.ndarray:
        """Return an array, one score for each of these records; 1 is what its own asks were fitted to."""
        scores: np.ndarray = self._weights[records] @ (vector - self._mean) + self._bias[records]
        return scores
