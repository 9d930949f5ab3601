"""Whether the score of an answer means what it says: of answers told with 0.8, four in five should be right.

Takes results, gives the reliability table and the expected calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluation.intervals import Estimate, share
from bot.evaluation.measures import is_right
from bot.evaluation.run import Result

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Answers of nearly the same score, which is a chance from 0 to 1."""

    lowest: float
    highest: float
    score: float
    """Mean score: the share that should be right."""
    right: Estimate
    """The share that was right."""


@dataclass(frozen=True)
class Calibration:
    """The bins, from the lowest scores to the highest."""

    bins: tuple[Bin, ...]

    @property
    def answers(self) -> int:
        """How many answers had a score."""
        return sum(bin.right.among for bin in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error (ECE), from 0 to 1, of which 0 is best.

        Each bin's distance between mean score and share right, weighed by its answers: C. Guo et al., On
        Calibration of Modern Neural Networks, ICML 2017, equation 3. Their bins are of equal width; ours hold
        equally many answers, because most scores lie close to 1: K. Nguyen and B. O'Connor, Posterior
        Calibration and Exploratory Analysis for NLP Models, EMNLP 2015.
        """
        distances = (bin.right.among * abs(bin.right.value - bin.score) for bin in self.bins)
        return sum(distances) / self.answers if self.bins else 0.0


def calibrate(results: Sequence[Result]) -> Calibration:
    """Return the calibration of all answers with a score; without any there are no bins."""
    answers = [r for r in results if r.contract["outcome"] == "answer" and r.contract["score"] is not None]
    places = place_in_bins([answer.contract["score"] for answer in answers])
    groups = ([a for a, place in zip(answers, places) if place == number] for number in range(BINS))
    return Calibration(tuple(_bin(group) for group in groups if group))


def place_in_bins(scores: Sequence[float]) -> list[int]:
    """Return each score's bin, from 0 to 9; equal scores share one, else all have as many as each other."""
    if not scores:
        return []
    edges = np.quantile(scores, np.arange(1, BINS) / BINS)
    return [int(place) for place in np.searchsorted(edges, scores, side="left")]


def _bin(group: Sequence[Result]) -> Bin:
    scores = [result.contract["score"] for result in group]
    right = share(group, is_right)
    assert right is not None  # a bin has answers, and each is right or not
    return Bin(min(scores), max(scores), sum(scores) / len(scores), right)
