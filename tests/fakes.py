"""The fakes of the tests: written classes that stand in for what is slow or needs to be set up."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

WIDTH = 384
_WORD = re.compile(r"[a-z0-9]+")


class FakeEncoder:
    """Hashes the words of a text, small ones left out, into a unit vector: shared words bring texts near.

    `encoded` lists every text it was given, so that a test sees what was encoded and what was not.
    """

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array (len(texts), 384) of float32, each row of length one."""
        self.encoded.extend(texts)
        return np.stack([_vector(text) for text in texts])

    def encode_layers(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array (len(texts), 2, 384) of float32; the early layer knows the order of words too."""
        pairs = [" ".join("".join(pair) for pair in zip(t.split(), t.split()[1:])) for t in texts]
        return np.stack([self.encode(texts), self.encode(pairs)], axis=1)


class OvertakenEncoder(FakeEncoder):
    """Slow: while it encodes, `meanwhile` does what another process does with the same texts."""

    def __init__(self, meanwhile: Callable[[Sequence[str]], object]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See parent class."""
        self._meanwhile(texts)
        return super().encode(texts)


def _vector(text: str) -> np.ndarray:
    vector = np.zeros(WIDTH, dtype=np.float32)
    for word in set(_WORD.findall(text.lower())) - STOP_WORDS:
        digest = hashlib.sha256(word.encode()).digest()
        vector[int.from_bytes(digest[:4], "big") % WIDTH] += 1.0
    if not vector.any():
        vector[:] = 1.0  # no word: as far from one text as from another
    unit: np.ndarray = vector / np.linalg.norm(vector)
    return unit
