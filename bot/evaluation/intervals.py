"""Shares with the interval that chance leaves them: the percentile bootstrap over whole conversations.

Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3; conversations
are drawn, not turns, because turns of one conversation depend on each other (A. Davison and D. Hinkley,
Bootstrap Methods and their Application, 1997, section 3.8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluation.measures import Measure
from bot.evaluation.run import Result

PERCENT = 95
DRAWS = 2000  # the ends of an interval then move by some tenths of a point from seed to seed
SEED = 1817  # any number, but always the same: the same results give the same intervals


@dataclass(frozen=True)
class Estimate:
    """A figure between the two ends of its interval; all three from 0 to 1, a gap from -1 to 1."""

    value: float
    low: float
    high: float
    among: int
    """How many results (or groups of them) it is taken from."""

    @property
    def hits(self) -> int:
        """How many of them count, when the figure is a share."""
        return round(self.value * self.among)


def share(results: Sequence[Result], measure: Measure) -> Estimate | None:
    """Return the share of yeses, or None when no result takes part."""
    counts = count_by_conversation(results, measure)
    hits, among = counts.sum(axis=0)
    if not among:
        return None
    sums = draw_sums(counts)
    return Estimate(float(hits / among), *find_interval(divide(sums[:, 0], sums[:, 1])), int(among))


def mean(figures: Sequence[float]) -> Estimate:
    """Return the mean of figures that do not depend on each other, at least one."""
    rows = np.column_stack([figures, np.ones(len(figures))])
    sums = draw_sums(rows)
    return Estimate(float(np.mean(figures)), *find_interval(divide(sums[:, 0], sums[:, 1])), len(figures))


def count_by_conversation(results: Iterable[Result], *measures: Measure) -> np.ndarray:
    """Return a row a conversation: for each measure the yeses, then how many results take part."""
    rows: dict[int, np.ndarray] = {}
    for result in results:
        row = rows.setdefault(result.conversation, np.zeros(2 * len(measures), dtype=np.int64))
        for column, measure in enumerate(measures):
            told = measure(result)
            if told is not None:
                row[2 * column : 2 * column + 2] += (told, 1)
    return np.array(list(rows.values())).reshape(-1, 2 * len(measures))


def draw_sums(rows: np.ndarray) -> np.ndarray:
    """Return the sums of the columns over as many rows drawn with replacement, one line a draw."""
    if not len(rows):
        return np.zeros((DRAWS, rows.shape[1]))
    chances = np.full(len(rows), 1 / len(rows))
    times = np.random.default_rng(SEED).multinomial(len(rows), chances, size=DRAWS)
    return np.asarray(times @ rows, dtype=float)


def find_interval(drawn: np.ndarray) -> tuple[float, float]:
    """Return the ends between which the middle 95 % of the draws lie; draws without a figure are left out."""
    kept = drawn[~np.isnan(drawn)]
    outside = (100 - PERCENT) / 2
    low, high = np.percentile(kept, (outside, 100 - outside))
    return float(low), float(high)


def divide(hits: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Return the shares; nan where nothing takes part."""
    return np.divide(hits, among, out=np.full(len(hits), np.nan), where=among > 0)
