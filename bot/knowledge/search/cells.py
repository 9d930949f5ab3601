"""Finds the passages nearest to a vector without comparing it to all of them.

An inverted file: passages lie in cells around centers found by k-means, and only the cells nearest to the
question are looked into (Sivic and Zisserman 2003; "IVF" in Jégou, Douze and Schmid 2011). What is compared
are sketches, the vectors on their main axes, which are a third of the memory to read.
"""

from __future__ import annotations

import numpy as np

SKETCH = 128  # of 384 numbers
PROBES = 64
"""Cells looked into. Of the ten passages truly nearest to a question 97 in 100 are found then, and 99 in 100
of their records (600 questions, 30,000 passages); with 24 cells 91 and 97, with all of them 99.7 and 99.8."""
CELLS_BY_ROOT = 2.0  # times the root of the number of passages
ROUNDS = 4  # of k-means: the cells need to be handy, not perfect
LEARNED_FROM = 40_000  # passages at most; more do not move the centers
CHUNK = 20_000
STALE = 0.05  # centers serve on while no more than this share of the passages has come or gone
_SEED = 1817  # any number, so that two builds give the same cells


class Cells:
    """Passages by cell.

    Args:
        vectors: unit vectors (passages, width) of float32, at least one.
        before: cells of an earlier revision, whose axes and centers serve again while they fit.
    """

    _axes: np.ndarray
    _centers: np.ndarray
    _learned_from: int

    def __init__(self, vectors: np.ndarray, before: Cells | None = None) -> None:
        like = before if before and before._fits(len(vectors)) else None
        self._axes = like._axes if like else _main_axes(vectors)
        sketches = np.concatenate(
            [vectors[n : n + CHUNK] @ self._axes.T for n in range(0, len(vectors), CHUNK)]
        )
        self._centers = like._centers if like else _centers(sketches)
        self._learned_from = like._learned_from if like else len(vectors)
        cell = _nearest(sketches, self._centers)
        self._order = np.argsort(cell, kind="stable")
        self._sketches = np.ascontiguousarray(sketches[self._order])
        self._bounds = np.searchsorted(cell[self._order], np.arange(len(self._centers) + 1))

    def _fits(self, number: int) -> bool:
        return abs(number - self._learned_from) <= STALE * self._learned_from

    def nearest(self, vector: np.ndarray, number: int) -> np.ndarray:
        """Return the numbers of the nearest passages, nearest first; at most `number` of them."""
        sketch = self._axes @ vector
        cells = _top(self._centers @ sketch, PROBES)
        spans = [slice(*self._bounds[cell : cell + 2]) for cell in cells]
        cosines = np.concatenate([self._sketches[span] @ sketch for span in spans])
        passages = np.concatenate([self._order[span] for span in spans])
        found: np.ndarray = passages[_top(cosines, number)]
        return found


def _main_axes(vectors: np.ndarray) -> np.ndarray:
    """The main axes (SKETCH, width) of the vectors; all of them when there are fewer."""
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(axes[:, -SKETCH:].T, dtype=np.float32)


def _centers(sketches: np.ndarray) -> np.ndarray:
    """Centers (cells, SKETCH) by Lloyd's k-means on a sample."""
    chance = np.random.default_rng(_SEED)
    wanted = max(1, int(CELLS_BY_ROOT * len(sketches) ** 0.5))
    sample = sketches[chance.permutation(len(sketches))[:LEARNED_FROM]]
    centers = sample[:wanted]
    for _ in range(ROUNDS):
        cell = _nearest(sample, centers)
        order = np.argsort(cell, kind="stable")
        used, starts = np.unique(cell[order], return_index=True)
        sums = np.add.reduceat(sample[order], starts, axis=0)
        centers = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return np.ascontiguousarray(centers)


def _nearest(sketches: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """The number of the nearest center of each sketch."""
    chunks = [sketches[n : n + CHUNK] for n in range(0, len(sketches), CHUNK)]
    return np.concatenate([np.argmax(chunk @ centers.T, axis=1) for chunk in chunks])


def _top(values: np.ndarray, number: int) -> np.ndarray:
    """Places of the highest values, highest first."""
    if len(values) > number:
        places = np.argpartition(values, -number)[-number:]
    else:
        places = np.arange(len(values))
    ordered: np.ndarray = places[np.argsort(-values[places], kind="stable")]
    return ordered
