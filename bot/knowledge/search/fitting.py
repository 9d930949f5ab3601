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

from bot.knowledge.search.certainty import FIGURES, Weights, figures
from bot.knowledge.search.learning import Case, learn_ranker
from bot.knowledge.search.query import Query
from bot.knowledge.search.ranker import Ranker, circumstances, stack
from bot.knowledge.search.searcher import Searcher

FOLDS = 5
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


def fit(examples: Sequence[Example], searcher: Searcher) -> Weights:
    """Return weights fitted on the examples."""
    samples = [_sample(example, searcher) for example in examples]
    samples = [sample for sample in samples if not sample.outside.all()]
    rows, right, among = [], [], []
    for fold in range(FOLDS):
        ranker = learn_ranker([sample.case for sample in samples if sample.family % FOLDS != fold])
        for sample in (sample for sample in samples if sample.family % FOLDS == fold):
            row, best = _judge(sample, ranker)
            rows.append(row)
            right.append(bool(sample.right[best[0]]))
            among.append(bool(sample.right[best].any()))
    table = np.array(rows)
    ranker = learn_ranker([sample.case for sample in samples])
    return Weights(ranker, _fit_chance(table, right), _fit_chance(table, among))


def _sample(example: Example, searcher: Searcher) -> _Sample:
    index = searcher.index
    numbers, signals = searcher.signals(example.query, index)
    right = np.array([index.records[n].id in example.right for n in numbers], dtype=bool)
    return _Sample(example.query, example.family, signals, right, index.outside[numbers])


def _judge(sample: _Sample, ranker: Ranker) -> tuple[list[float], np.ndarray]:
    """The figures of a ranking, and the places of its first three records."""
    share = ranker.shares(sample.signals, sample.query)
    figure = figures(share, sample.signals, sample.query, sample.outside)
    best = np.argsort(-np.where(sample.outside, -1.0, share))[:3]
    return [figure[name] for name in FIGURES], best


def _fit_chance(table: np.ndarray, outcome: Sequence[bool]) -> dict[str, float]:
    model = LogisticRegression(C=SOFT, max_iter=1000).fit(table, outcome)
    weights = dict(zip(FIGURES, map(float, model.coef_[0])))
    return weights | {"bias": float(model.intercept_[0])}
