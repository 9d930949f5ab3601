"""Finds the records that answer a question and decides what to do with them."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.encoder import Reading
from bot.knowledge.record import Record
from bot.knowledge.search.adapter import Adapter
from bot.knowledge.search.agreement import agreement
from bot.knowledge.search.certainty import Weights, figures, without_far_ones
from bot.knowledge.search.decision import Finding, decide
from bot.knowledge.search.features import features_of
from bot.knowledge.search.foresight import Foresight
from bot.knowledge.search.head import Head
from bot.knowledge.search.index import Index
from bot.knowledge.search.lexical import search_text, words_of
from bot.knowledge.search.query import Hit, Query
from bot.knowledge.search.readings import ReadingCache
from bot.knowledge.store import Store

MOST_BY_WORDS = 14
SURELY = 0.5  # share from which a refusal tells what the question looks like
MOST_COMPARED = (
    1000  # records of the types asked for; of more, only those that may answer anyway are looked at
)


@dataclass(frozen=True)
class _Lookup:
    """What is found by a question's words and vector alone."""

    index: Index
    question: Reading
    """Its vector turned as those of the passages are."""
    seen: np.ndarray
    """What the head sees of it."""
    words: Mapping[str, float]
    """Full-text score by record id."""
    near: Sequence[int]
    likeness: np.ndarray


class Searcher:
    """Search over the published records of a store; notices by itself when they change.

    Args:
        store: the records.
        cache: the encoder, and what it read before.
        weights: what `missi fit` found.
        adapter: the map that vectors are turned by; without it they are compared as they are.
        head: the classifier over records, if one was learned.
    """

    index: Index

    def __init__(
        self,
        store: Store,
        cache: ReadingCache,
        weights: Weights,
        adapter: Adapter | None = None,
        head: Head | None = None,
    ) -> None:
        self._store = store
        self._adapter = adapter
        self._head = head
        self._cache = cache
        self._weights = weights
        self._revision = -1
        self._lock = threading.Lock()
        self._foresight: Foresight[_Lookup] = Foresight()
        self._finding: set[int] = set()  # threads that do
        self.refresh()

    def refresh(self) -> None:
        """Take in what was published since the last look (one small query when nothing was)."""
        revision = self._store.revision()
        if revision == self._revision:
            return
        with self._lock:
            before = None if self._revision < 0 else self.index
            self.index = Index(self._store.all(), self._read, before, self._head)
            self._revision = revision

    def foresee(self, text: str, reading: Reading) -> None:
        """Begin to look up a question that is about to be asked with this reading.

        Not while another one is being answered, which it would only slow down.
        """
        index = self.index
        if not self._finding:
            self._foresight.begin((text, reading.to_bytes()), lambda: self._look_up(text, reading, index))

    def find(self, query: Query, limit: int = 10) -> Finding:
        """Return the best records and the decision over them."""
        thread = threading.get_ident()
        self._finding.add(thread)
        try:
            return self._find(query, limit)
        finally:
            self._finding.discard(thread)

    def _find(self, query: Query, limit: int) -> Finding:
        index = self.index
        if not any(map(str.isalnum, query.text)):  # "???" has a vector too, which is near something
            return decide((), 0.0, 0.0)
        numbers, signals = self.signals(query, index)
        if not len(numbers):
            return decide((), 0.0, 0.0)
        share = self._weights.ranker.shares(signals, query)
        outside = index.outside[numbers]
        share = without_far_ones(share, signals["nearest"], outside, self._weights.far)
        ranked = np.argsort(-share)
        is_outside = outside[ranked[0]] and share[ranked[0]] >= SURELY
        turned_down = index.records[numbers[ranked[0]]] if is_outside else None
        if outside.all():
            return decide((), 0.0, 0.0, turned_down)
        figure = figures(share, signals, query, outside)
        order = [n for n in ranked if share[n] > 0 and not outside[n]][:limit]
        hits = tuple(_hit(index.records[numbers[n]], n, share, signals) for n in order)
        right, among = self._weights.chances(figure, query)
        return replace(decide(hits, right, among, turned_down), figures=figure)

    def signals(self, query: Query, index: Index) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """Return the numbers of the candidates (records,) and every signal about them by name.

        Signals are arrays (records,), but for `lexical_raw`, the best full-text score of all.
        """
        if not index.records:
            return np.zeros(0, dtype=np.int64), {}
        context = index.number.get(query.context or "")
        reading = query.reading or self._cache.read([query.text])[0]
        found = self._foresight.take((query.text, reading.to_bytes()))
        if found is None or found.index is not index:
            found = self._look_up(query.text, reading, index)
        words, question = found.words, found.question
        near = [*found.near]
        if context is not None:
            near += index.near(index.between(context, question).vector)
        numbers = _candidates(query, index, words, near)
        if not len(numbers):
            return numbers, {}
        records = [index.records[n] for n in numbers]
        best = max(words.values(), default=1.0)
        signals = index.signals(numbers, question, found.likeness, context)
        signals["head"] = index.believed(numbers, found.seen)
        signals["head_share"] = np.exp(signals["head"])
        signals["lexical"] = np.array([words.get(record.id, 0.0) / best for record in records])
        signals["lexical_raw"] = np.array(max(words.values(), default=0.0))
        told = None if context is None else index.records[context]
        return numbers, signals | agreement(records, query, told)

    def _look_up(self, text: str, reading: Reading, index: Index) -> _Lookup:
        (question,) = self._turn([reading])
        words = search_text(self._store.engine, index.telling(words_of(text)))
        (seen,) = features_of([question], [text])
        return _Lookup(index, question, seen, words, index.near(question.vector), index.likeness(text))

    def _read(self, texts: Sequence[str]) -> Sequence[Reading]:
        return self._turn(self._cache.readings(texts))

    def _turn(self, readings: Sequence[Reading]) -> Sequence[Reading]:
        if self._adapter is None or not readings:
            return readings
        turned = self._adapter.turn(np.stack([reading.layers for reading in readings]))
        return [replace(reading, vector=vector) for vector, reading in zip(turned, readings)]


def _candidates(query: Query, index: Index, words: Mapping[str, float], near: Sequence[int]) -> np.ndarray:
    """Numbers of the records that may answer: near ones, those with the words, and whatever was named.

    With filters, all that pass are candidates, unless they are of too many to look at each.
    """
    filters = query.filters
    if filters:
        pool: Sequence[int] = (
            range(len(index.records)) if filters.types is None else index.of_types(filters.types)
        )
        if len(pool) > MOST_COMPARED:
            pool = _promising(query, index, words, near)
        return np.array([n for n in pool if filters.admit(index.records[n])], dtype=np.int64)
    return np.array(_promising(query, index, words, near), dtype=np.int64)


def _promising(query: Query, index: Index, words: Mapping[str, float], near: Sequence[int]) -> Sequence[int]:
    ids = [*list(words)[:MOST_BY_WORDS], *query.mentions, query.context or ""]
    named = [index.number[identity] for identity in ids if identity in index.number]
    found = dict.fromkeys([*named, *near])
    return [n for n in found if query.names_elsewhere or not index.is_elsewhere[n]]


def _hit(record: Record, number: int, share: np.ndarray, signals: dict[str, np.ndarray]) -> Hit:
    parts = {name: float(value[number]) for name, value in signals.items() if value.ndim}
    return Hit(record, float(share[number]), parts["lexical"], parts["nearest"], parts)
