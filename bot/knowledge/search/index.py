"""The records of one revision in memory, ready to be compared with a question.

A record is searched by its passages: title, keywords, summary, and each of its asks. Few of the records are
candidates for a question; only those are compared in full, so that the time hardly grows with the knowledge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from bot.encoder import Reading
from bot.knowledge.record import Record
from bot.knowledge.search.cells import Cells
from bot.knowledge.search.features import features_of
from bot.knowledge.search.head import LEAST, Head
from bot.knowledge.search.letters import Letters
from bot.knowledge.search.lexical import words_of
from bot.knowledge.search.passages import Passages, Read
from bot.knowledge.search.pieces import join

BEST_PASSAGES = 3
COMMON = 0.15
MOST_MATCHES = 500  # records that full-text search may have to score for a question
NEAR_PASSAGES = 160
CANDIDATES = 48  # records compared in full; the right one is nearly always among the first few
IN_CONTEXT = ("near_in_context", "pieces_in_context", "pieces_two_in_context", "kin_near")
"""Signals that are 0 while nothing was told before."""


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
        read: texts in, their readings out.
        before: the index of an earlier revision; what it holds of the same passages is not made again, so
            that an edit is answered soon.
        head: what was learned of records before, if anything was.
    """

    _passages: Passages
    _cells: Cells

    def __init__(
        self, records: Sequence[Record], read: Read, before: Index | None = None, head: Head | None = None
    ) -> None:
        self.records = tuple(records)
        before = before if before and before.records else None
        self.number = {record.id: n for n, record in enumerate(self.records)}
        self.outside = np.array([record.type == "outside" for record in self.records], dtype=bool)
        self.is_elsewhere = [record.details.get("only") == "elsewhere" for record in self.records]
        self._of_type: dict[str, list[int]] = {}
        for n, record in enumerate(self.records):
            self._of_type.setdefault(record.type, []).append(n)
        if not self.records:
            return
        texts = [passages_of(record) for record in self.records]
        flat = [text for group in texts for text in group]
        self._counts = np.array([len(group) for group in texts])
        self._starts = np.cumsum(self._counts) - self._counts
        self._owners = np.repeat(np.arange(len(texts)), self._counts)
        self._passages = Passages(flat, read, before._passages if before else None)
        self._vectors = self._passages.vectors
        self._middles = _unit(np.add.reduceat(self._vectors, self._starts))
        self._cells = Cells(self._vectors, before._cells if before else None)
        self._letters = Letters(flat)

        def look(record: int) -> np.ndarray:
            return features_of(read(texts[record]), texts[record])

        self._beliefs = head.over([record.id for record in self.records], look) if head else None
        self._frequency = Counter(word for group in texts for word in set(words_of(" ".join(group))))

    def of_types(self, types: Iterable[str]) -> list[int]:
        """Return the numbers of the records of these types, in the order of the records."""
        return sorted(number for kind in types for number in self._of_type.get(kind, ()))

    def near(self, vector: np.ndarray) -> list[int]:
        """Return the numbers of the records that have a passage near this unit vector, nearest first."""
        owners = self._owners[self._cells.nearest(vector, NEAR_PASSAGES)]
        return list(dict.fromkeys(owners.tolist()))[:CANDIDATES]

    def telling(self, words: Iterable[str]) -> list[str]:
        """The rarest of these words: those of many records tell little and cost full-text search most."""
        total = 0
        kept: list[str] = []
        for word in sorted(words, key=lambda w: self._frequency[w]):
            total += self._frequency[word]
            is_common = self._frequency[word] > COMMON * len(self.records)
            if kept and (is_common or total > MOST_MATCHES):
                break
            kept.append(word)
        return kept

    def between(self, told: int, question: Reading) -> Reading:
        """A question moved halfway to the title of the record told before it.

        It stands for reading both together.
        """
        title = self._starts[told]
        (moved,) = _unit((self._vectors[title] + question.vector)[np.newaxis])
        return replace(question, vector=moved, tokens=join(question.tokens, self._passages.pieces.of(title)))

    def likeness(self, question: str) -> np.ndarray:
        """Return how like the question is to every passage by letters, 0 to 1: an array (passages,)."""
        return self._letters.likeness(question)

    def believed(self, records: np.ndarray, seen: np.ndarray) -> np.ndarray:
        """Return the logarithm of each candidate's share by the head: an array (records,), LEAST without one.

        Args:
            records: numbers of the candidates.
            seen: the features of the question, an array (FEATURES,).
        """
        if self._beliefs is None:
            return np.full(len(records), np.float32(LEAST))
        return self._beliefs.shares(seen, records)

    def signals(
        self, records: np.ndarray, question: Reading, likeness: np.ndarray, told: int | None = None
    ) -> dict[str, np.ndarray]:
        """Return by name the arrays (records,) that say how well each record fits the question.

        Args:
            records: numbers of the candidates.
            question: read, its vector turned as those of the passages are.
            likeness: the question's likeness by letters, an array (passages,).
            told: the number of the record told before, if any was.
        """
        cosines = self._cosines(records, question.vector)
        letters = self._by_record(records, likeness)
        signals = self._nearest(records, cosines, question.tokens) | {
            "named": cosines[:, 0],
            "summary": cosines[:, 2],
            "middle": self._middles[records] @ question.vector,
            "letters": letters.max(axis=1),
            "letters_named": letters[:, 0],
        }
        if told is None:
            return signals | dict.fromkeys(IN_CONTEXT, np.zeros(len(records)))
        moved = self.between(told, question)
        found = self._nearest(records, self._cosines(records, moved.vector), moved.tokens)
        signals |= {f"{name}_in_context": found[name] for name in ("near", "pieces", "pieces_two")}
        return signals | {"kin_near": self._middles[records] @ self._middles[told]}

    def _nearest(self, records: np.ndarray, cosines: np.ndarray, tokens: np.ndarray) -> dict[str, np.ndarray]:
        """What the few passages of each record that are nearest to a question say."""
        columns = np.argpartition(cosines, -BEST_PASSAGES, axis=1)[:, -BEST_PASSAGES:]
        top = np.take_along_axis(cosines, columns, axis=1)
        passages = self._starts[records][:, np.newaxis] + columns
        pieces = self._passages.pieces.likeness(passages.ravel(), tokens).reshape(top.shape)
        pieces.sort(axis=1)
        return {
            "nearest": top.max(axis=1),
            "near": top.mean(axis=1),
            "pieces": pieces[:, -1],
            "pieces_two": pieces[:, -2:].mean(axis=1),
        }

    def _cosines(self, records: np.ndarray, vector: np.ndarray) -> np.ndarray:
        """The cosine to every passage of the candidates, a row each; gaps are -1."""
        rows = np.full((len(records), int(self._counts[records].max())), np.float32(-1.0))
        for row, start, count in zip(rows, self._starts[records], self._counts[records]):
            np.dot(self._vectors[start : start + count], vector, out=row[:count])
        return rows

    def _by_record(self, records: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Values of passages as a row for each candidate; gaps are 0."""
        rows = np.zeros((len(records), int(self._counts[records].max())))
        for row, start, count in zip(rows, self._starts[records], self._counts[records]):
            row[:count] = values[start : start + count]
        return rows


def _unit(vectors: np.ndarray) -> np.ndarray:
    unit: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
