"""A classifier over records: a linear softmax over what is seen of a question (`features.py`).

`missi fit` learns it from the passages of the records (`head_learning.py`). A record that came since gets
weights from its own passages alone, so that it is found at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

WEIGHTS = Path(__file__).with_name("head.npz")
MARGIN = 1.0  # by which passages of a new record win on average; those of learned ones do by 2.5
LEAST = -12.0  # logarithm of a share; less is as good as nothing
_BYTE = 127

Look = Callable[[int], np.ndarray]
"""The number of a record in, what is seen of its passages out: an array (passages, FEATURES)."""


class Head:
    """What was learned of the records there were.

    Args:
        ids: of those records.
        weights: (records, FEATURES) float32.
        bias: (records,) float32.
        mean: (FEATURES,) what is seen of a passage on average.
    """

    def __init__(self, ids: Sequence[str], weights: np.ndarray, bias: np.ndarray, mean: np.ndarray) -> None:
        self.ids = tuple(ids)
        self._weights, self._bias, self._mean = weights, bias, mean

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Head:
        """Read the head kept beside this module."""
        with np.load(path) as kept:
            weights = kept["weights"] * kept["scales"][:, np.newaxis].astype(np.float32)
            bias, mean = kept["bias"].astype(np.float32), kept["mean"].astype(np.float32)
            return cls(kept["ids"].tolist(), weights, bias, mean)

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the head, a byte for each weight."""
        scales = (np.abs(self._weights).max(axis=1) / _BYTE).astype(np.float16)
        weights = np.round(self._weights / scales[:, np.newaxis].astype(np.float32)).astype(np.int8)
        bias, mean = self._bias.astype(np.float16), self._mean.astype(np.float16)
        np.savez_compressed(
            path, ids=np.array(self.ids), weights=weights, scales=scales, bias=bias, mean=mean
        )

    def over(self, ids: Sequence[str], look: Look) -> Beliefs | None:
        """Return what it believes of these records; None when most of them are new to it.

        Then it was learned from other knowledge, and says nothing about this one.
        """
        places = {identity: n for n, identity in enumerate(self.ids)}
        known = [n for n, identity in enumerate(ids) if identity in places]
        if 2 * len(known) < len(ids) or not known:
            return None
        weights = np.zeros((len(ids), self._weights.shape[1]), dtype=np.float32)
        bias = np.full(len(ids), self._bias.mean(), dtype=np.float32)
        rows = [places[ids[n]] for n in known]
        weights[known], bias[known] = self._weights[rows], self._bias[rows]
        learned = Beliefs(self._weights[rows], self._bias[rows])
        for n in sorted(set(range(len(ids))).difference(known)):
            weights[n] = self._begin(look(n), float(bias[n]), learned)
        return Beliefs(weights, bias)

    def _begin(self, seen: np.ndarray, bias: float, learned: Beliefs) -> np.ndarray:
        """Weights toward the middle of a new record's passages, so strong that it wins them by MARGIN."""
        common = self._weights.mean(axis=0)
        toward = seen.mean(axis=0) - self._mean
        others = np.logaddexp.reduce(learned.all_scores(seen), axis=1)
        lacking = float((MARGIN + others - seen @ common - bias).mean())
        gain = float((seen @ toward).mean())
        weights: np.ndarray = common + max(0.0, lacking / max(gain, 1e-6)) * toward
        return weights


class Beliefs:
    """The head's weights for the records of one index, (records, FEATURES) and (records,)."""

    def __init__(self, weights: np.ndarray, bias: np.ndarray) -> None:
        self._weights, self._bias = weights, bias

    def all_scores(self, seen: np.ndarray) -> np.ndarray:
        """Scores of texts (texts, FEATURES) for every record: an array (texts, records)."""
        scores: np.ndarray = seen @ self._weights.T + self._bias
        return scores

    def shares(self, seen: np.ndarray, records: np.ndarray) -> np.ndarray:
        """Return the logarithm of each of these records' share of belief among them, at least LEAST.

        Args:
            seen: of the question, an array (FEATURES,).
            records: their numbers, at least one.
        """
        scores = self._weights[records] @ seen + self._bias[records]
        shares: np.ndarray = np.maximum(scores - np.logaddexp.reduce(scores), np.float32(LEAST))
        return shares
