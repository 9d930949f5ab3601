"""The words or letters of a message as features: TF-IDF with sublinear counts over grams that stand together.

Fitted by scikit-learn; a message is looked up gram by gram here, which gives the same numbers in a tenth of
the time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

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

    Args:
        split: a text in, all of its grams out; a function of a module, for it is saved by name.
    """

    def __init__(self, split: Callable[[str], list[str]]) -> None:
        self._split = split
        self._number: dict[str, int] = {}
        self._idf = np.zeros(0, dtype=np.float32)

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the vocabulary; returns the features of the texts (n, grams), rows of length one."""
        vectorizer = TfidfVectorizer(
            analyzer=self._split, sublinear_tf=True, min_df=FEWEST_TEXTS, dtype=np.float32
        )
        features = vectorizer.fit_transform(texts)
        self._number = {gram: int(number) for gram, number in vectorizer.vocabulary_.items()}
        self._idf = vectorizer.idf_
        return features

    def find(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of the known grams in a text, and their weights: arrays of one length."""
        known = (self._number.get(gram) for gram in self._split(text))
        counts = Counter(number for number in known if number is not None)
        numbers = np.fromiter(counts, dtype=np.int64)
        if not len(numbers):
            return numbers, np.zeros(0, dtype=np.float32)
        weights = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float32))) * self._idf[numbers]
        return numbers, weights / np.linalg.norm(weights)
