"""Likeness by letters: character n-grams find what typos and odd spellings hide from words.

TF-IDF over 2- to 4-grams inside word bounds with sublinear counts, as scikit-learn's `char_wb` makes them; a
question is looked up gram by gram here, because scikit-learn's own way for one text takes ten times as long.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer

SHORTEST, LONGEST = 2, 4
COMMONEST = 0.05  # grams in a larger share of passages tell little and cost most of the time
ALWAYS_KEPT = 50  # passages a gram may stand in however few there are
MOST_PASSAGES = 1000  # and however many there are, so that the time of a question does not grow with them
_BLANKS = re.compile(r"\s\s+")


class Letters:
    """Character n-grams fitted on the passages searched."""

    def __init__(self, passages: Sequence[str]) -> None:
        counts, grams = _count_grams(passages)
        most = max(ALWAYS_KEPT, min(MOST_PASSAGES, int(COMMONEST * len(passages))))
        kept = np.flatnonzero(np.bincount(counts.indices, minlength=len(grams)) <= most)
        weigh = TfidfTransformer(sublinear_tf=True)
        by_gram: csr_matrix = weigh.fit_transform(counts[:, kept]).T.tocsr()
        self._passages, self._weights, self._bounds = by_gram.indices, by_gram.data, by_gram.indptr
        self._grams = {grams[gram]: number for number, gram in enumerate(kept.tolist())}
        self._idf: np.ndarray = weigh.idf_
        self._number = len(passages)

    def likeness(self, question: str) -> np.ndarray:
        """Return the cosine of the question to every passage: an array (passages,)."""
        counts = Counter(self._grams[gram] for gram in grams_of(question) if gram in self._grams)
        if not counts:
            return np.zeros(self._number)
        known = np.fromiter(counts, dtype=np.int64)
        weights = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64))) * self._idf[known]
        weights /= np.linalg.norm(weights)
        spans = [slice(self._bounds[gram], self._bounds[gram + 1]) for gram in known]
        passages = np.concatenate([self._passages[span] for span in spans])
        parts = np.concatenate([self._weights[span] * weight for span, weight in zip(spans, weights)])
        likeness: np.ndarray = np.bincount(passages, parts, self._number)
        return likeness


def _count_grams(passages: Sequence[str]) -> tuple[csr_matrix, list[str]]:
    """How often each gram stands in each passage: an array (passages, grams), and the grams.

    By way of the words, each taken apart once: passages share most of theirs, and publishing waits.
    """
    of_passages, words = _count(_BLANKS.sub(" ", passage.lower()).split() for passage in passages)
    of_words, grams = _count(grams_of(word) for word in words)
    return of_passages @ of_words, grams


def _count(parts_of: Iterable[Sequence[str]]) -> tuple[csr_matrix, list[str]]:
    """How often each part stands in each whole: an array (wholes, parts), and the parts."""
    numbers: dict[str, int] = {}
    places, bounds = array("i"), array("i", [0])
    for parts in parts_of:
        places.extend(numbers.setdefault(part, len(numbers)) for part in parts)
        bounds.append(len(places))
    ones = np.ones(len(places), dtype=np.float32)
    return csr_matrix((ones, places, bounds), shape=(len(bounds) - 1, len(numbers))), list(numbers)


def grams_of(text: str) -> list[str]:
    """The 2- to 4-grams of each word with a blank on either side; a short word is one gram."""
    found = []
    for word in _BLANKS.sub(" ", text.lower()).split():
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            found += [padded[n : n + size] for n in range(max(1, len(padded) - size + 1))]
            if len(padded) <= size:
                break
    return found
