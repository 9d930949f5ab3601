"""Likeness by letters: character n-grams find what typos and odd spellings hide from words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

SHORTEST, LONGEST = 2, 4
COMMONEST = 0.05  # grams in a larger share of passages tell little and cost most of the time
ALWAYS_KEPT = 50  # passages a gram may stand in however few there are


class Letters:
    """TF-IDF over character 2- to 4-grams inside word bounds, fitted on the passages searched."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._vectorizer = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(SHORTEST, LONGEST),
            sublinear_tf=True,
            dtype=np.float32,
            max_df=max(ALWAYS_KEPT, int(COMMONEST * len(passages))),
        )
        matrix = self._vectorizer.fit_transform(passages)
        self._by_gram: csr_matrix = matrix.T.tocsr()

    def likeness(self, question: str) -> np.ndarray:
        """Return the cosine of the question to every passage: an array (passages,)."""
        query = self._vectorizer.transform([question])
        row: np.ndarray = (query @ self._by_gram).toarray()[0]
        return row
