"""The fakes of the tests: written classes that stand in for what is slow or needs to be set up."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

from bot.encoder import Reading
from bot.encoder.tokens import TOKEN_WIDTH

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
        return np.stack([self.encode(texts), np.stack([_vector(pair) for pair in pairs])], axis=1)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return the readings; each word is a piece that is like no other word."""
        return [Reading(*layers, _tokens(text)) for layers, text in zip(self.encode_layers(texts), texts)]


class OvertakenEncoder(FakeEncoder):
    """Slow: while it encodes, `meanwhile` does what another process does with the same texts."""

    def __init__(self, meanwhile: Callable[[Sequence[str]], object]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """See parent class."""
        self._meanwhile(texts)
        return super().read(texts)


def _tokens(text: str) -> np.ndarray:
    words = [word for word in _WORD.findall(text.lower()) if word not in STOP_WORDS]
    tokens = np.zeros((len(words), TOKEN_WIDTH), dtype=np.int8)
    for row, word in zip(tokens, words):
        place = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % (TOKEN_WIDTH - 1)
        row[0], row[1 + place] = 100, 127
    return tokens


def _vector(text: str) -> np.ndarray:
    vector = np.zeros(WIDTH, dtype=np.float32)
    for word in set(_WORD.findall(text.lower())) - STOP_WORDS:
        digest = hashlib.sha256(word.encode()).digest()
        vector[int.from_bytes(digest[:4], "big") % WIDTH] += 1.0
    if not vector.any():
        vector[:] = 1.0  # no word: as far from one text as from another
    unit: np.ndarray = vector / np.linalg.norm(vector)
    return unit
