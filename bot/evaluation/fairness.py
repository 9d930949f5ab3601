"""Whether citizens who write otherwise are served as well: groups of questions against plainly put ones.

Takes results, gives the share answered right of each group and its gap to the plain questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from bot.evaluation.intervals import Estimate, count_by_conversation, divide, draw_sums, find_interval, share
from bot.evaluation.measures import Measure, is_right
from bot.evaluation.run import Result
from bot.knowledge.lint.reading import find_grade

SLICES = ("typos", "dialect", "low-literacy", "second-language", "voice")
PLAIN, PLAIN_INSTEAD = ("plain",), ("situations", "aspects")
LARGEST_GAP = 0.05  # of the share answered right; what we allow ourselves, as a promise
BANDS = ((3, "grade below 3"), (6, "grade 3 to 6"), (9, "grade 6 to 9"), (inf, "grade 9 and up"))
"""Reading grades (Flesch-Kincaid, years of school) below which a question falls in the band."""


@dataclass(frozen=True)
class Gap:
    """A group against the plain questions."""

    group: str
    right: Estimate
    """Share of the group answered right."""
    gap: Estimate
    """The same minus the share of the plain ones; below 0 the group is served worse."""

    @property
    def is_flagged(self) -> bool:
        """Whether the group is served worse by more than we allow ourselves."""
        return self.gap.value < -LARGEST_GAP

    @property
    def is_sure(self) -> bool:
        """Whether chance alone hardly makes such a gap: its interval does not reach 0."""
        return self.gap.high < 0 or self.gap.low > 0


@dataclass(frozen=True)
class Fairness:
    """The plain questions, and every group against them."""

    plain: tuple[str, ...]
    """Slices that the plain questions come from."""
    right: Estimate
    gaps: tuple[Gap, ...]


def find_fairness(results: Sequence[Result]) -> Fairness | None:
    """Return the gaps over questions in scope, or None when there are no plain ones to compare with."""
    asked = [result for result in results if result.question.is_in_scope]
    present = {result.slice for result in asked}
    plain = PLAIN if present & set(PLAIN) else tuple(name for name in PLAIN_INSTEAD if name in present)
    right = share([result for result in asked if result.slice in plain], is_right)
    if right is None:
        return None
    groups = {name: _in_slice(name) for name in SLICES} | {name: _in_band(name) for _, name in BANDS}
    found = (_find_gap(asked, name, group, _in_slice(*plain)) for name, group in groups.items())
    return Fairness(plain, right, tuple(gap for gap in found if gap))


def find_band(text: str) -> str:
    """Return the band of the text's reading grade."""
    grade = find_grade(text)
    return next(name for below, name in BANDS if grade < below)


def _find_gap(asked: Sequence[Result], name: str, group: Measure, plain: Measure) -> Gap | None:
    """Both shares come from the same draws, for a question may be in both."""
    right = share([result for result in asked if group(result) is not None], is_right)
    if right is None:
        return None
    rows = count_by_conversation(asked, group, plain)
    sums, drawn = rows.sum(axis=0), draw_sums(rows)
    value = float(sums[0] / sums[1] - sums[2] / sums[3])
    gaps = divide(drawn[:, 0], drawn[:, 1]) - divide(drawn[:, 2], drawn[:, 3])
    return Gap(name, right, Estimate(value, *find_interval(gaps), right.among))


def _in_slice(*slices: str) -> Measure:
    return lambda result: is_right(result) if result.slice in slices else None


def _in_band(band: str) -> Measure:
    return lambda result: is_right(result) if find_band(result.question.text) == band else None
