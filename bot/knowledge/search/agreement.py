"""How well each record agrees with what is known besides the words: kind, names, what came before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.knowledge.record import TYPES, Record
from bot.knowledge.search.query import Query

UNLIKELY = 0.02  # floor of a kind's probability, so that its logarithm stays finite


class Agreement:
    """The attributes of the records as arrays, compared with one query in a few operations."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._ids = np.array([r.id for r in records])
        self._types = np.array([TYPES.index(r.type) for r in records])
        self._agencies = np.array([f"agency:{r.agency}" if r.type != "agency" else "" for r in records])
        self._homes = np.array([r.id if r.type == "agency" else f"agency:{r.agency}" for r in records])
        self._cities = np.array([str(r.details.get("city") or r.details.get("seat", "")) for r in records])
        offices = [f"county:{r.county}" if r.type == "office" else "" for r in records]
        self._counties = np.array(offices)
        self._topics = [frozenset(r.topics) for r in records]
        self._nothing = np.zeros(len(records), dtype=np.float32)

    def signals(self, query: Query, context: int | None) -> dict[str, np.ndarray]:
        """Return arrays (records,) by signal name.

        Args:
            query: the search.
            context: the number of the record told before, if any.
        """
        kinds = np.array([query.kinds.get(kind, 0.0) for kind in TYPES], dtype=np.float32)
        if not query.kinds:
            kinds += 1.0
        signals = {
            "kind": kinds[self._types],
            "kind_log": np.log(kinds + UNLIKELY)[self._types],
            "mentioned": self._any_of(self._ids, query.mentions),
            "owner": self._any_of(self._agencies, query.mentions),
            "placed": np.maximum(
                self._any_of(self._cities, query.cities), self._any_of(self._counties, query.mentions)
            ),
        }
        signals["mentioned_kind"] = signals["mentioned"] * signals["kind"]
        signals["placed_kind"] = signals["placed"] * signals["kind"]
        return signals | self._context(query, context)

    def _context(self, query: Query, context: int | None) -> dict[str, np.ndarray]:
        if context is None:
            return dict.fromkeys(("same", "same_leaning", "same_brief", "kin"), self._nothing)
        same = self._nothing.copy()
        same[context] = 1.0
        topics = self._topics[context]
        shared = np.array([bool(topics & t) for t in self._topics], dtype=np.float32)
        kin = 0.5 * shared + 0.5 * (self._homes == self._homes[context])
        kin[context] = 0.0
        return {
            "same": same,
            "same_leaning": same * query.leaning,
            "same_brief": same * query.brevity,
            "kin": kin.astype(np.float32),
        }

    def _any_of(self, values: np.ndarray, wanted: frozenset[str]) -> np.ndarray:
        if not wanted:
            return self._nothing
        return np.isin(values, list(wanted)).astype(np.float32)
