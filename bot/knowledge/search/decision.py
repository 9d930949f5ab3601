"""One decision from a search: ANSWER, CLARIFY or REFUSE, whichever is worth most to the citizen.

Values: a right answer 1, a wrong one -WRONG; a choice that holds the right record CHOICE, one that does not
-WASTED; a refusal 0. The chances are calibrated, so the bands follow from what a mistake costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from bot.knowledge.record import Record
from bot.knowledge.search.query import Hit

WRONG = 0.6
CHOICE = 0.45
WASTED = 0.3
MOST_OPTIONS = 3
LEAST_SHARE = 0.04  # an option less likely than this is no help to the citizen


class Band(Enum):
    """What to do with what was found."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Finding:
    """A search with its decision."""

    band: Band
    hits: tuple[Hit, ...]
    right: float
    """Calibrated chance that the first hit is the right record, 0 to 1."""
    among: float
    """Calibrated chance that one of the first three is."""
    outside: Record | None = None
    """What the question looks like when it is none of the state's business, if it does."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What the chances were judged by."""

    @property
    def options(self) -> tuple[Hit, ...]:
        """What to offer when the citizen should choose."""
        worth = [hit for hit in self.hits[:MOST_OPTIONS] if hit.score >= LEAST_SHARE]
        return tuple(worth if len(worth) > 1 else self.hits[:2])


def decide(hits: tuple[Hit, ...], right: float, among: float, outside: Record | None = None) -> Finding:
    """Choose the band of the highest expected value."""
    if not hits:
        return Finding(Band.REFUSE, (), 0.0, 0.0, outside)
    worth = values(right, among, len(hits))
    return Finding(max(worth, key=lambda band: worth[band]), hits, right, among, outside)


def values(right: float, among: float, records: int) -> dict[Band, float]:
    """Return the expected value of each band that so many records leave open."""
    worth = {
        Band.REFUSE: 0.0,
        Band.CLARIFY: among * CHOICE - (1 - among) * WASTED,
        Band.ANSWER: right - (1 - right) * WRONG,
    }
    if records < 2:
        del worth[Band.CLARIFY]
    if not records:
        del worth[Band.ANSWER]
    return worth
