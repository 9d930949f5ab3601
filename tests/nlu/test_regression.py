"""The regression finds what scikit-learn finds, and kin borrow from each other."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.regression import Lesson, regress

CLASSES, ROWS, WIDTH, WORDS = 3, 60, 5, 7
STRENGTH = 3.0


def lesson(kinship: np.ndarray | None = None) -> tuple[Lesson, np.ndarray]:
    """Rows of noise, whose first numbers tell their classes; and the classes."""
    chance = np.random.default_rng(0)
    kinds = np.arange(ROWS) % CLASSES
    dense = chance.normal(size=(ROWS, WIDTH)).astype(np.float32)
    dense[np.arange(ROWS), kinds] += 1.0
    sparse = csr_matrix((chance.random((ROWS, WORDS)) > 0.7).astype(np.float32))
    counts = STRENGTH * (1.0 + (kinds == 0))
    root = np.eye(CLASSES, dtype=np.float32) if kinship is None else kinship
    wanted = (kinds[:, np.newaxis] == np.arange(CLASSES)).astype(np.float32)
    return Lesson(dense, sparse, wanted, counts, root), kinds


def test_without_kin_it_is_logistic_regression() -> None:
    given, kinds = lesson()
    weights, bias = regress(given, 500)
    features = hstack([csr_matrix(given.dense), given.sparse])
    expected = LogisticRegression(C=1.0, max_iter=500, tol=1e-6)
    expected.fit(features, kinds, sample_weight=given.counts)
    assert weights == pytest.approx(expected.coef_.T, abs=2e-2)
    assert bias - bias.mean() == pytest.approx(expected.intercept_ - expected.intercept_.mean(), abs=2e-2)


def test_kin_get_weights_that_are_more_alike() -> None:
    covariance = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 1.0]])
    alone = regress(lesson()[0], 200)[0]
    together = regress(lesson(np.linalg.cholesky(covariance).T.astype(np.float32))[0], 200)[0]

    def likeness(weights: np.ndarray) -> float:
        return float(np.corrcoef(weights[:, 0], weights[:, 1])[0, 1])

    assert likeness(together) > likeness(alone) + 0.2


def test_more_iterations_do_not_change_what_is_found() -> None:
    given, _ = lesson()
    assert regress(given, 200)[0] == pytest.approx(regress(given, 400)[0], abs=5e-3)
