"""The words of a message as features: TF-IDF over single words and pairs, with sublinear counts.

Fitted by scikit-learn; a message is looked up word by word here, which gives the same numbers in a tenth of
the time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

WORDS = r"[\w']+|[?!]"
FEWEST_TEXTS = 2  # that a word must stand in
_WORD = re.compile(WORDS)


class Words:
    """The vocabulary with its weights."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._idf = np.zeros(0, dtype=np.float32)

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the vocabulary; returns the features of the texts (n, words), rows of length one."""
        vectorizer = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORDS, min_df=FEWEST_TEXTS, dtype=np.float32
        )
        features = vectorizer.fit_transform(texts)
        self._number = {word: int(number) for word, number in vectorizer.vocabulary_.items()}
        self._idf = vectorizer.idf_
        return features

    def find(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of the known words in a text, and their weights: arrays of one length."""
        said = _WORD.findall(text.lower())
        grams = [*said, *(f"{one} {two}" for one, two in zip(said, said[1:]))]
        counts = Counter(self._number[gram] for gram in grams if gram in self._number)
        numbers = np.fromiter(counts, dtype=np.int64)
        if not len(numbers):
            return numbers, np.zeros(0, dtype=np.float32)
        weights = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float32))) * self._idf[numbers]
        return numbers, weights / np.linalg.norm(weights)
