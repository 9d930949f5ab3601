"""Ranks candidates by their signals: a small network over each one, and a softmax over all of them.

A candidate is seen by its signals, by how far each lies under the best candidate's, and by the circumstances
of the question. `fitting.py` finds the weights; docs/search.md compares it with a plain weighted sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from bot.knowledge.search.query import Query

SIGNALS = (
    "nearest",
    "near",
    "named",
    "summary",
    "middle",
    "pieces",
    "pieces_two",
    "letters",
    "letters_named",
    "head",
    "head_share",
    "lexical",
    "outsider",
    "abroad",
    "from_abroad",
    "kind",
    "kind_log",
    "mentioned",
    "owner",
    "placed",
    "mentioned_kind",
    "placed_kind",
    "same",
    "same_leaning",
    "same_brief",
    "kin",
    "kin_near",
    "near_in_context",
    "pieces_in_context",
    "pieces_two_in_context",
)
CIRCUMSTANCES = ("brevity", "leaning", "outside", "elsewhere", "in_context", "length", "mentions")
WIDTH = 2 * len(SIGNALS) + len(CIRCUMSTANCES)
LONG = 200  # characters; longer questions count as this long
DIGITS = 4  # kept of each weight, so that a refit on the same data gives the same file


@dataclass(frozen=True)
class Ranker:
    """The network; `hidden` units may be none, which leaves a weighted sum."""

    mean: np.ndarray
    """(signals,) of each signal over all candidates of the tuning questions."""
    spread: np.ndarray
    """(signals,) their standard deviation."""
    hidden: np.ndarray
    """(WIDTH, hidden)"""
    bias: np.ndarray
    """(hidden,)"""
    output: np.ndarray
    """(hidden,)"""
    direct: np.ndarray
    """(WIDTH,) past the hidden units."""

    @classmethod
    def weighted_sum(cls, weights: Mapping[str, float]) -> Ranker:
        """A ranker that adds up signals by these weights; the others count for nothing."""
        direct = np.zeros(WIDTH)
        direct[: len(SIGNALS)] = [weights.get(name, 0.0) for name in SIGNALS]
        none = np.zeros(0)
        size = len(SIGNALS)
        return cls(np.zeros(size), np.ones(size), np.zeros((WIDTH, 0)), none, none, direct)

    @classmethod
    def from_data(cls, data: Mapping[str, list[float]]) -> Ranker:
        """Read what `as_data` gave."""
        arrays = {field.name: np.array(data[field.name], dtype=np.float64) for field in fields(cls)}
        arrays["hidden"] = arrays["hidden"].reshape(WIDTH, -1)
        return cls(**arrays)

    def as_data(self) -> dict[str, list[float]]:
        """The weights as plain lists, rounded."""
        return {f.name: np.round(getattr(self, f.name), DIGITS).tolist() for f in fields(self)}

    def shares(self, signals: Mapping[str, np.ndarray], query: Query) -> np.ndarray:
        """Return the share of belief of each candidate: an array (records,) that adds up to 1.

        Args:
            signals: arrays (records,) by name; at least one record.
            query: the search.
        """
        return softmax(self.scores(self.table(signals, query)))

    def table(self, signals: Mapping[str, np.ndarray], query: Query) -> np.ndarray:
        """The candidates as the network sees them: an array (records, WIDTH)."""
        return widen(stack(signals), circumstances(query), self.mean, self.spread)

    def scores(self, table: np.ndarray) -> np.ndarray:
        """Return an array (records,), higher is better."""
        scores: np.ndarray = np.tanh(table @ self.hidden + self.bias) @ self.output + table @ self.direct
        return scores


def stack(signals: Mapping[str, np.ndarray]) -> np.ndarray:
    """The signals as an array (records, signals)."""
    columns = [np.asarray(signals[name], dtype=np.float64) for name in SIGNALS]
    return np.stack(columns, axis=1)


def circumstances(query: Query) -> np.ndarray:
    """What is the same for every candidate: an array (circumstances,)."""
    in_context = float(query.context is not None)
    length = min(len(query.text), LONG) / LONG
    told = (query.brevity, query.leaning, query.outside, query.elsewhere, in_context, length)
    return np.array([*told, float(bool(query.mentions))])


def widen(table: np.ndarray, around: np.ndarray, mean: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Signals (records, signals), standardized, then measured from the best one's, then what is around."""
    from_best = (table - table.max(axis=0)) / spread
    return np.hstack([(table - mean) / spread, from_best, np.tile(around, (len(table), 1))])


def softmax(scores: np.ndarray) -> np.ndarray:
    """Shares that add up to 1: an array as long as `scores`."""
    odds = np.exp(scores - scores.max())
    share: np.ndarray = odds / odds.sum()
    return share
