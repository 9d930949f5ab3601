"""Fits the fusion weights and the two calibrated chances on tuning questions, never on evaluation ones.

Takes examples (a query with the ids of the records that are right; none when it should be refused) and
gives Weights. The weights maximize the likelihood of a right record under the softmax of `fusion.shares`;
the chances are judged on shares from weights fitted without the example (five folds).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bot.knowledge.search.fusion import FIGURES, SIGNALS, Weights, figures, shares
from bot.knowledge.search.query import Query
from bot.knowledge.search.searcher import Searcher

FOLDS = 5
SHRINK = 0.002  # by held-out likelihood: 0.0005, 0.002 and 0.01 alike within half a point
SOFT = 10.0  # inverse strength of the calibration's regularization


@dataclass(frozen=True)
class Example:
    """A tuning question."""

    query: Query
    right: frozenset[str]


@dataclass(frozen=True)
class _Case:
    signals: dict[str, np.ndarray]
    right: np.ndarray
    query: Query


def fit(examples: Sequence[Example], searcher: Searcher) -> Weights:
    """Return weights fitted on the examples."""
    cases = [_case(example, searcher) for example in examples]
    rows, right, among = [], [], []
    for fold in range(FOLDS):
        kept = [case for n, case in enumerate(cases) if n % FOLDS != fold]
        weights = _fit_signals(kept)
        for case in cases[fold::FOLDS]:
            share = shares(case.signals, weights)
            figure = figures(share, case.signals, case.query)
            best = np.argsort(-share)[:3]
            rows.append([figure[name] for name in FIGURES])
            right.append(bool(case.right[best[0]]))
            among.append(bool(case.right[best].any()))
    table = np.array(rows)
    return Weights(_fit_signals(cases), _fit_chance(table, right), _fit_chance(table, among))


def _case(example: Example, searcher: Searcher) -> _Case:
    index = searcher.index
    signals = searcher.signals(example.query, index)
    right = np.array([record.id in example.right for record in index.records])
    return _Case(signals, right, example.query)


def _fit_signals(cases: Sequence[_Case]) -> dict[str, float]:
    known = [case for case in cases if case.right.any()]
    tables = [np.stack([case.signals[name] for name in SIGNALS], axis=1) for case in known]
    scale = np.concatenate(tables).std(axis=0) + 1e-6

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.0, np.zeros_like(weights)
        for table, case in zip(tables, known):
            score = table @ weights
            odds = np.exp(score - score.max())
            share = odds / odds.sum()
            held = share * case.right
            total -= float(np.log(held.sum() + 1e-12))
            slope += table.T @ share - table.T @ (held / (held.sum() + 1e-12))
        shrunk = weights * scale
        penalty = SHRINK * float(shrunk @ shrunk)
        return total / len(known) + penalty, slope / len(known) + 2 * SHRINK * shrunk * scale

    found = minimize(loss, np.ones(len(SIGNALS)), jac=True, method="L-BFGS-B")
    return dict(zip(SIGNALS, map(float, found.x)))


def _fit_chance(table: np.ndarray, outcome: Sequence[bool]) -> dict[str, float]:
    model = LogisticRegression(C=SOFT, max_iter=1000).fit(table, outcome)
    weights = dict(zip(FIGURES, map(float, model.coef_[0])))
    return weights | {"bias": float(model.intercept_[0])}
