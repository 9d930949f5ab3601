"""Fits the ranker and the two calibrated chances on tuning questions, never on evaluation ones.

Takes examples (a query with the ids of the records that are right; none when it should be turned down) and
gives Weights. The ranker maximizes the likelihood of a right record under its softmax; the chances are judged
on shares from rankers fitted without the example (five folds).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.knowledge.search.certainty import FIGURES, NEVER, Weights, chance, figures, without_far_ones
from bot.knowledge.search.decision import MOST_OPTIONS, values
from bot.knowledge.search.learning import Case, learn_ranker
from bot.knowledge.search.query import Query
from bot.knowledge.search.ranker import circumstances, stack
from bot.knowledge.search.searcher import Searcher

FOLDS = 5
FAR = (0.05, 0.1, 0.15, 0.2, 0.3, NEVER)  # tried, in cosines
SOFT = 10.0  # inverse strength of the calibration's regularization


@dataclass(frozen=True)
class Example:
    """A tuning question."""

    query: Query
    right: frozenset[str]
    """Ids of the records that are right; none when it should be turned down."""
    family: int = 0
    """Number of the question that it is, or is a slip of: a family is never in two folds."""


@dataclass(frozen=True)
class _Sample:
    """An example searched: its candidates' signals, and boolean arrays (candidates,) about them."""

    query: Query
    family: int
    signals: dict[str, np.ndarray]
    right: np.ndarray
    outside: np.ndarray

    @property
    def case(self) -> Case:
        wanted = self.right if self.right.any() else self.outside
        return Case(stack(self.signals), circumstances(self.query), wanted)


@dataclass(frozen=True)
class _Chances:
    """What was fitted for one distance."""

    right: dict[str, float]
    among: dict[str, float]
    worth: float
    """Of the decisions made by them, on average (`decision.py`)."""


def fit(examples: Sequence[Example], searcher: Searcher) -> Weights:
    """Return weights fitted on the examples."""
    samples = [_sample(example, searcher) for example in examples]
    samples = [sample for sample in samples if not sample.outside.all()]
    shares = _fold(samples)
    found = [_fit_chances(samples, shares, far) for far in FAR]
    best = max(range(len(FAR)), key=lambda n: found[n].worth)
    ranker = learn_ranker([sample.case for sample in samples])
    return Weights(ranker, found[best].right, found[best].among, FAR[best])


def _fold(samples: Sequence[_Sample]) -> list[np.ndarray]:
    """The shares of each sample's candidates by a ranker that has not seen it."""
    rankers = [
        learn_ranker([sample.case for sample in samples if sample.family % FOLDS != fold])
        for fold in range(FOLDS)
    ]
    return [rankers[sample.family % FOLDS].shares(sample.signals, sample.query) for sample in samples]


def _sample(example: Example, searcher: Searcher) -> _Sample:
    index = searcher.index
    numbers, signals = searcher.signals(example.query, index)
    right = np.array([index.records[n].id in example.right for n in numbers], dtype=bool)
    return _Sample(example.query, example.family, signals, right, index.outside[numbers])


def _fit_chances(samples: Sequence[_Sample], shares: Sequence[np.ndarray], far: float) -> _Chances:
    """The chances when outside records are left out at this distance."""
    rows, right, among = [], [], []
    for sample, share in zip(samples, shares):
        share = without_far_ones(share, sample.signals["nearest"], sample.outside, far)
        figure = figures(share, sample.signals, sample.query, sample.outside)
        best = np.argsort(-np.where(sample.outside, -1.0, share))[:3]
        rows.append([figure[name] for name in FIGURES])
        right.append(bool(sample.right[best[0]]))
        among.append(bool(sample.right[best].any()))
    table = np.array(rows)
    by_first, by_three = _fit_chance(table, right), _fit_chance(table, among)
    first, three = _chances(table, by_first), _chances(table, by_three)
    decided = zip(first, np.maximum(first, three), right, among)
    return _Chances(by_first, by_three, float(np.mean([_worth(*each) for each in decided])))


def _worth(first: float, three: float, is_right: bool, is_among: bool) -> float:
    """What a decision by these chances turns out to be worth."""
    expected = values(first, three, MOST_OPTIONS)
    band = max(expected, key=lambda band: expected[band])
    return values(float(is_right), float(is_among), MOST_OPTIONS)[band]


def _chances(table: np.ndarray, weights: dict[str, float]) -> np.ndarray:
    return np.array([chance(dict(zip(FIGURES, row)), weights) for row in table])


def _fit_chance(table: np.ndarray, outcome: Sequence[bool]) -> dict[str, float]:
    model = LogisticRegression(C=SOFT, max_iter=1000).fit(table, outcome)
    weights = dict(zip(FIGURES, map(float, model.coef_[0])))
    return weights | {"bias": float(model.intercept_[0])}
