"""Finds the records that answer a question and decides what to do with them."""

from __future__ import annotations

import threading

import numpy as np

from bot.knowledge.record import Record
from bot.knowledge.search.decision import Finding, decide
from bot.knowledge.search.fusion import Weights, chance, figures, shares
from bot.knowledge.search.index import Index
from bot.knowledge.search.lexical import search_text
from bot.knowledge.search.query import Hit, Query
from bot.knowledge.search.vectors import VectorCache
from bot.knowledge.store import Store


class Searcher:
    """Search over the published records of a store; notices by itself when they change."""

    def __init__(self, store: Store, cache: VectorCache, weights: Weights) -> None:
        self._store = store
        self._cache = cache
        self._weights = weights
        self._revision = -1
        self._lock = threading.Lock()
        self.refresh()

    def refresh(self) -> None:
        """Take in what was published since the last look (one small query when nothing was)."""
        revision = self._store.revision()
        if revision == self._revision:
            return
        with self._lock:
            self.index = Index(self._store.all(), self._cache.vectors)
            self._revision = revision

    def find(self, query: Query, limit: int = 10) -> Finding:
        """Return the best records and the decision over them."""
        index = self.index
        if not index.records:
            return decide((), 0.0, 0.0)
        signals = self.signals(query, index)
        open_ = np.ones(len(index.records), dtype=bool)
        if query.filters:
            open_ = np.array([query.filters.admit(record) for record in index.records])
        share = shares(signals, self._weights.signals, open_)
        order = [n for n in np.argsort(-share)[:limit] if share[n] > 0]
        if not order:
            return decide((), 0.0, 0.0)
        figure = figures(share, signals, query)
        hits = tuple(_hit(index.records[n], n, share, signals) for n in order)
        right, among = chance(figure, self._weights.right), chance(figure, self._weights.among)
        return decide(hits, right, max(right, among))

    def signals(self, query: Query, index: Index) -> dict[str, np.ndarray]:
        """Every signal by name: arrays (records,), and `lexical_raw`, the best full-text score."""
        context = index.number.get(query.context or "")
        vector = query.vector if query.vector is not None else self._cache.encode([query.text])[0]
        signals = index.signals(query.text, vector)
        words = search_text(self._store.engine, query.text, common=index.common)
        best = max(words.values(), default=0.0)
        lexical = np.zeros(len(index.records), dtype=np.float32)
        for identity, score in words.items():
            if identity in index.number:
                lexical[index.number[identity]] = score / best
        signals |= {"lexical": lexical, "lexical_raw": np.array(best)}
        signals["near_in_context"] = np.zeros_like(lexical)
        if context is not None:
            signals["near_in_context"] = index.near_after(context, vector)
        return signals | index.agreement.signals(query, context)


def _hit(record: Record, number: int, share: np.ndarray, signals: dict[str, np.ndarray]) -> Hit:
    parts = {name: float(value[number]) for name, value in signals.items() if value.ndim}
    return Hit(record, float(share[number]), parts["lexical"], parts["nearest"], parts)
