"""The records of one revision in memory, ready to be compared with a question.

A record is searched by its passages: title, keywords, summary, and each of its asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from bot.knowledge.record import Record
from bot.knowledge.search.agreement import Agreement
from bot.knowledge.search.head import Head
from bot.knowledge.search.letters import Letters
from bot.knowledge.search.lexical import words_of

BEST_PASSAGES = 3
COMMON = 0.15
SKETCH = 128  # of 384 numbers
LOOKED_AT = 80  # records whose passages are compared in full; the right one is among the first few


def passages_of(record: Record) -> list[str]:
    """The texts a question is compared with: title, summary, keywords one by one, asks.

    The title is put in twice so that every record has enough passages for the mean of the best.
    """
    names = [*record.keywords, *record.details.get("acronyms", ())]
    return [record.title, record.title, record.summary, *names, *record.asks]


class Index:
    """Everything about the records that a question is scored against.

    Args:
        records: the published records.
        vectors: texts in, array (texts, width) of unit vectors out.
    """

    def __init__(self, records: Sequence[Record], vectors: Callable[[Sequence[str]], np.ndarray]) -> None:
        self.records = tuple(records)
        self.number = {record.id: n for n, record in enumerate(self.records)}
        self.common: frozenset[str] = frozenset()
        if not self.records:
            return
        texts = [passages_of(record) for record in self.records]
        counts = np.array([len(t) for t in texts])
        self._starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        flat = [text for group in texts for text in group]
        self._vectors = vectors(flat)
        self._sketches, self._axes = _sketch(self._vectors)
        self._letters = Letters(flat)
        self._slots = _padded(counts, self._starts, len(flat))
        owners = np.repeat(np.arange(len(counts)), counts)
        self._head = Head(self._vectors, owners, len(self.records))
        self.agreement = Agreement(self.records)
        self.common = _common_words(texts)

    def signals(self, question: str, vector: np.ndarray) -> dict[str, np.ndarray]:
        """Return by name the arrays (records,) that say how well each record fits the question.

        Args:
            question: the citizen's words.
            vector: their unit vector (width,).
        """
        by_record = self._cosines(vector)
        likeness = np.append(self._letters.likeness(question), 0.0).astype(np.float32)
        letters = likeness[self._slots]
        top = _best(by_record)
        return {
            "nearest": top.max(axis=1),
            "near": top.mean(axis=1),
            "named": by_record[:, 0],
            "summary": by_record[:, 2],
            "letters": letters.max(axis=1),
            "letters_named": letters[:, 0],
            "head": self._head.scores(vector),
        }

    def near_after(self, told: int, vector: np.ndarray) -> np.ndarray:
        """How near each record is to the question said after another record was told: an array (records,).

        The question's vector is moved halfway to that record's title, which stands for reading both together.
        """
        both = self._vectors[self._starts[told]] + vector
        mean: np.ndarray = _best(self._cosines(both / np.linalg.norm(both))).mean(axis=1)
        return mean

    def _cosines(self, vector: np.ndarray) -> np.ndarray:
        """The cosine to every passage as a rectangle (records, most passages); gaps are -1.

        Sketches of SKETCH numbers first, which are a third of the memory to read; the whole vectors only
        for the records that look near.
        """
        cosines = np.append(self._sketches @ (self._axes @ vector), np.float32(-1.0))[self._slots]
        near = np.argsort(-cosines.max(axis=1))[:LOOKED_AT]
        chosen = self._slots[near]
        real = chosen < len(self._vectors)
        exact = np.full(chosen.shape, np.float32(-1.0))
        exact[real] = self._vectors[chosen[real]] @ vector
        cosines[near] = exact
        rectangle: np.ndarray = cosines
        return rectangle


def _sketch(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The vectors on their SKETCH main axes (passages, SKETCH), and the axes (SKETCH, width)."""
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    main = np.ascontiguousarray(axes[:, -SKETCH:].T, dtype=np.float32)
    return np.ascontiguousarray(vectors @ main.T), main


def _common_words(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words of more than COMMON of all records: they tell little and cost full-text search most."""
    counts = Counter(word for group in texts for word in set(words_of(" ".join(group))))
    return frozenset(word for word, count in counts.items() if count > COMMON * len(texts))


def _best(by_record: np.ndarray) -> np.ndarray:
    best: np.ndarray = np.partition(by_record, -BEST_PASSAGES, axis=1)[:, -BEST_PASSAGES:]
    return best


def _padded(counts: np.ndarray, starts: np.ndarray, filler: int) -> np.ndarray:
    """Passage numbers by record as one rectangle; short rows are filled with `filler`."""
    width = int(counts.max())
    columns = np.arange(width)
    slots: np.ndarray = np.where(
        columns[None, :] < counts[:, None], starts[:, None] + columns[None, :], filler
    )
    return slots
