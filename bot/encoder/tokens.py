"""A short view of each word piece of a text as the encoder saw it among its neighbors.

Two texts are alike when each telling piece of the one has a near one in the other ("late interaction",
Khattab and Zaharia 2020). The states of two layers are seen along their principal axes, which
`missi fit --tokens` learned from the passages of the knowledge base, and kept in one byte an axis.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

VIEW = Path(__file__).with_name("tokens.npz")
AXES = 64
TOKEN_WIDTH = AXES + 1
"""Columns of a piece: its weight, then its view."""
SCALE = 254.0  # of a unit vector to int8; the few numbers over 1/2 are cut
WEIGHT_SCALE = 127.0
LEAST_WEIGHT = 0.3  # pieces of nearly every text, such as "the", tell nothing
SPECIAL = (101, 102)  # what the tokenizer puts around a text
VOCABULARY = 30522
SAMPLE = 60_000  # pieces the axes are learned from
_SEED = 1817

States = tuple[Sequence[int], np.ndarray]
"""The numbers (pieces,) of a text's pieces, and their states (pieces, 2 * 384) in both layers."""


class TokenView:
    """Which pieces tell, and how their states are seen.

    Args:
        middle: mean of the states (768,).
        axes: (768, AXES).
        weight: of each piece of the vocabulary, 0 to 1.
    """

    def __init__(self, middle: np.ndarray, axes: np.ndarray, weight: np.ndarray) -> None:
        self._middle = middle.astype(np.float32)
        self._axes = axes.astype(np.float32)
        self._weight = weight.astype(np.float32)

    @classmethod
    def load(cls, path: Path = VIEW) -> TokenView:
        """Read what `save` wrote."""
        kept = np.load(path)
        return cls(kept["middle"], kept["axes"], kept["weight"])

    def save(self, path: Path = VIEW) -> None:
        """Write it in half precision."""
        half = {"middle": self._middle, "axes": self._axes, "weight": self._weight}
        np.savez_compressed(path, **{name: value.astype(np.float16) for name, value in half.items()})

    def see(self, numbers: Sequence[int], states: np.ndarray) -> np.ndarray:
        """Return the telling pieces as an array (pieces that tell, TOKEN_WIDTH) of int8."""
        weight = self._weight[np.asarray(numbers, dtype=np.int64)]
        tells = weight > 0
        seen = _unit((states[tells] - self._middle) @ self._axes)
        table = np.empty((len(seen), TOKEN_WIDTH), dtype=np.int8)
        table[:, 0] = np.round(weight[tells] * WEIGHT_SCALE)
        table[:, 1:] = np.clip(np.round(seen * SCALE), -127, 127)
        return table


def learn_view(texts: Iterable[States]) -> TokenView:
    """Return the view by these texts: rare pieces weigh most ("inverse document frequency", Jones 1972)."""
    seen: Counter[int] = Counter()
    every: list[np.ndarray] = []
    pieces: list[int] = []
    count = 0
    for numbers, states in texts:
        count += 1
        seen.update(set(numbers))
        pieces += numbers
        every.append(states.astype(np.float16))
    weight = np.array([math.log((count + 1) / (seen[n] + 1)) for n in range(VOCABULARY)])
    weight /= weight.max()
    weight[(weight <= LEAST_WEIGHT) | np.isin(np.arange(VOCABULARY), SPECIAL)] = 0.0
    telling = np.concatenate(every)[weight[np.array(pieces)] > 0]
    chance = np.random.default_rng(_SEED)
    sample = telling[chance.permutation(len(telling))[:SAMPLE]].astype(np.float32)
    middle = sample.mean(axis=0)
    _, axes = np.linalg.eigh((sample - middle).T @ (sample - middle))
    return TokenView(middle, axes[:, : -AXES - 1 : -1], weight)


def digest_of(path: Path = VIEW) -> str:
    """What tells this view from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def _unit(vectors: np.ndarray) -> np.ndarray:
    unit: np.ndarray = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return unit
