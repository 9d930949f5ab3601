"""Rows of the result: what was measured of both bots, their ratio, and the bar it should keep.

Pure arithmetic over the numbers of `bot.bench.measurement`; shown by `bot.bench.report`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure of both bots.

    Args:
        name: what was measured.
        unit: of both figures.
        bar: the most that ours may be of theirs; None where nothing is promised.
        is_floor: the bar is the least that ours may be.
    """

    name: str
    unit: str
    ours: float
    theirs: float
    bar: float | None = None
    is_floor: bool = False

    @property
    def ratio(self) -> float:
        """Ours as a share of theirs."""
        return ratio(self.ours, self.theirs)

    @property
    def is_met(self) -> bool:
        """Whether the bar is kept; so it is where there is none."""
        if self.bar is None:
            return True
        return self.ratio >= self.bar if self.is_floor else self.ratio <= self.bar


def ratio(ours: float, theirs: float) -> float:
    """Return ours divided by theirs; without theirs there is none, and no bar is met (nan)."""
    return ours / theirs if theirs > 0 else math.nan


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that `percent` of the values do not pass, between two neighbours in proportion."""
    if not values or not 0 <= percent <= 100:
        raise ValueError(f"expected values and a percentage, got {len(values)} values and {percent}")
    ranked = sorted(values)
    place = (len(ranked) - 1) * percent / 100
    below = math.floor(place)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (ranked[above] - ranked[below]) * (place - below)


def median(values: Sequence[float]) -> float:
    """Return the middle one of the values."""
    return percentile(values, 50)
