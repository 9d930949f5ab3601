"""The words or letters of a message as features: TF-IDF with sublinear counts over grams that stand together.

Fitted by scikit-learn; a message is looked up gram by gram here, which gives the same numbers in a tenth of
the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

FEWEST_TEXTS = 2  # that a gram must stand in
LETTERS = (2, 3, 4)  # how many stand together
_WORD = re.compile(r"[\w']+|[?!]")


def words_of(text: str) -> list[str]:
    """Single words, `?` and `!`, and pairs of what stands side by side."""
    said = _WORD.findall(text.lower())
    return [*said, *(f"{one} {two}" for one, two in zip(said, said[1:]))]


def letters_of(text: str) -> list[str]:
    """Two to four letters that stand together in a word, its ends told by a blank."""
    words = [f" {word} " for word in text.lower().split()]
    return [w[i : i + length] for w in words for length in LETTERS for i in range(len(w) - length + 1)]


class Grams:
    """The vocabulary with its weights.

    A gram is known by its CRC-32: a dictionary of as many strings takes 18 times the memory. A gram that
    shares the mark of another (rare: one pair is to be expected among 90,000) counts as that one.

    Args:
        split: a text in, all of its grams out; a function of a module, for it is saved by name.
    """

    def __init__(self, split: Callable[[str], list[str]]) -> None:
        self._split = split
        self._marks = np.zeros(0, dtype=np.uint32)
        self._numbers = np.zeros(0, dtype=np.int32)
        self._idf = np.zeros(0, dtype=np.float32)

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the vocabulary; returns the features of the texts (n, grams), rows of length one."""
        vectorizer = TfidfVectorizer(
            analyzer=self._split, sublinear_tf=True, min_df=FEWEST_TEXTS, dtype=np.float32
        )
        features = vectorizer.fit_transform(texts)
        marks = _marks(vectorizer.get_feature_names_out())
        self._numbers = np.argsort(marks).astype(np.int32)
        self._marks = marks[self._numbers]
        self._idf = vectorizer.idf_.astype(np.float32)
        return features

    def find(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of the known grams in a text, and their weights: arrays of one length."""
        marks, counts = np.unique(_marks(self._split(text)), return_counts=True)
        places = np.atleast_1d(np.searchsorted(self._marks, marks))
        is_known: np.ndarray = self._marks.take(places, mode="clip") == marks
        numbers = self._numbers[places[is_known]]
        weights = (1.0 + np.log(counts[is_known].astype(np.float32))) * self._idf[numbers]
        return numbers, weights / (np.linalg.norm(weights) or 1.0)


def _marks(grams: Iterable[str]) -> np.ndarray:
    return np.fromiter((crc32(gram.encode()) for gram in grams), dtype=np.uint32)
