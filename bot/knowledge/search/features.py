"""What the head sees of a text: both vectors of its reading, and its letters."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.encoder import Reading
from bot.encoder.reading import WIDTH
from bot.knowledge.search.letters import grams_of

VECTORS = 2 * WIDTH
LETTERS = 768
FEATURES = VECTORS + LETTERS
_SIGN = 1 << 31


def features_of(readings: Sequence[Reading], texts: Sequence[str]) -> np.ndarray:
    """Return an array (texts, FEATURES) of float32 for at least one text.

    Each of its three parts has length one.
    """
    layers = np.stack([reading.layers for reading in readings]).reshape(len(texts), VECTORS)
    return np.hstack([layers, np.stack([_hash_letters(text) for text in texts])])


def _hash_letters(text: str) -> np.ndarray:
    """The n-grams of a text thrown into LETTERS places ("feature hashing", Weinberger et al. 2009).

    The places need no table that grows with the knowledge; CRC-32 is the same on every machine.
    """
    grams = Counter(grams_of(text))
    numbers = np.fromiter((zlib.crc32(gram.encode()) for gram in grams), dtype=np.int64)
    weights = 1.0 + np.log(np.fromiter(grams.values(), dtype=np.float64))
    signed = np.where(numbers < _SIGN, weights, -weights)
    places = np.bincount(numbers % LETTERS, signed, LETTERS).astype(np.float32)
    length = np.linalg.norm(places)
    return places / length if length else places
