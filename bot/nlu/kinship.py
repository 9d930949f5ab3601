"""How much alike intents are by their names: those that share words or sense share some of their weights.

"play_music" and "play_radio" are told from everything else by much the same words; with ten phrases each,
neither learns them alone. Takes the names, gives what `regression.py` mixes the weights of the intents by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

SHARED_WORDS, SHARED_SENSE = 2.0, 2.0
"""Against one for the intent itself; cross-validation: decision 13. From 1 to 3, hardly any difference."""
_BREAK = re.compile(r"[_\W]+")


def words_in(name: str) -> str:
    """The name of an intent as a phrase: "ask_cost" is "ask cost"."""
    return " ".join(word for word in _BREAK.split(name.lower()) if word)


def kinship(names: Sequence[str], vectors: np.ndarray) -> np.ndarray:
    """Return the square root (intents, intents) of the covariance of the intents' weights, of mean one.

    Args:
        names: of the intents.
        vectors: the sentence vectors of their names as phrases (intents, width).
    """
    sense = vectors - vectors.mean(axis=0)
    covariance = np.eye(len(names)) + SHARED_WORDS * _shared_words(names) + SHARED_SENSE * sense @ sense.T
    covariance *= len(names) / np.trace(covariance)
    values, axes = np.linalg.eigh(covariance)
    root: np.ndarray = (axes * np.sqrt(np.maximum(values, 0.0))) @ axes.T
    return root.astype(np.float32)


def _shared_words(names: Sequence[str]) -> np.ndarray:
    """Likeness (intents, intents) by the words that names share, rare ones counting most; 1 to itself."""
    said = [set(words_in(name).split()) for name in names]
    words = sorted(set().union(*said))
    holds = np.array([[word in one for word in words] for one in said], dtype=float)
    holds = holds[:, holds.sum(axis=0) > 1]
    weighted = holds * np.log(len(names) / holds.sum(axis=0))
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    unit = weighted / np.maximum(lengths, 1e-9)
    likeness: np.ndarray = unit @ unit.T
    return likeness
