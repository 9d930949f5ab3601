"""Learns the ranker's weights: gradient descent on the listwise likelihood.

The loss of a question is minus the logarithm of the share its wanted records get together ("ListNet" with one
right answer, Cao et al. 2007). A few networks from different beginnings are put side by side as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.knowledge.search.adam import Adam
from bot.knowledge.search.ranker import WIDTH, Ranker, widen

HIDDEN = 16
NETWORKS = 3
ROUNDS = 25
BATCH = 32
RATE, COOLING = 0.01, 0.96
SHRINK = 0.004  # by folds over the tuning questions; 0.002 and 0.008 fit worse

Parameters = list[np.ndarray]
"""hidden (WIDTH, HIDDEN), bias (HIDDEN,), output (HIDDEN,), direct (WIDTH,)."""


@dataclass(frozen=True)
class Case:
    """A question with its candidates."""

    signals: np.ndarray
    """(records, signals)"""
    around: np.ndarray
    """(circumstances,)"""
    wanted: np.ndarray
    """Which records should come first: booleans (records,)."""


@dataclass(frozen=True)
class _Batch:
    """The candidates of a few questions, one question after the other."""

    table: np.ndarray
    """(candidates, WIDTH)"""
    wanted: np.ndarray
    """(candidates,) booleans"""
    sizes: np.ndarray
    """How many candidates each question has: (questions,)."""

    def sums(self, values: np.ndarray) -> np.ndarray:
        """For each candidate the sum over all of its question: an array (candidates,)."""
        return self._spread(np.add.reduceat(values, self._starts))

    def shares(self, scores: np.ndarray) -> np.ndarray:
        """The softmax within each question: an array (candidates,)."""
        odds = np.exp(scores - self._spread(np.maximum.reduceat(scores, self._starts)))
        share: np.ndarray = odds / self.sums(odds)
        return share

    def take(self, questions: np.ndarray) -> _Batch:
        """Some of the questions, by their numbers."""
        starts, sizes = self._starts[questions], self.sizes[questions]
        rows = np.concatenate([np.arange(start, start + size) for start, size in zip(starts, sizes)])
        return _Batch(self.table[rows].astype(np.float64), self.wanted[rows], sizes)

    @cached_property
    def _starts(self) -> np.ndarray:
        starts: np.ndarray = np.cumsum(self.sizes) - self.sizes
        return starts

    def _spread(self, of_questions: np.ndarray) -> np.ndarray:
        return np.repeat(of_questions, self.sizes)


def learn_ranker(cases: Sequence[Case]) -> Ranker:
    """Return a ranker for these cases; those without a wanted record teach nothing."""
    known = [case for case in cases if case.wanted.any()]
    everything = np.concatenate([case.signals for case in known])
    mean, spread = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    batch = _Batch(
        np.concatenate([widen(case.signals, case.around, mean, spread).astype(np.float32) for case in known]),
        np.concatenate([case.wanted for case in known]),
        np.array([len(case.wanted) for case in known]),
    )
    networks = [_learn(batch, seed) for seed in range(NETWORKS)]
    hidden, bias, output, direct = zip(*networks)
    return Ranker(
        mean,
        spread,
        np.concatenate(hidden, axis=1),
        np.concatenate(bias),
        np.concatenate(output) / NETWORKS,
        np.mean(direct, axis=0),
    )


def _learn(known: _Batch, seed: int) -> Parameters:
    chance = np.random.default_rng(seed)
    shapes = [((WIDTH, HIDDEN), 0.2), ((HIDDEN,), 0.0), ((HIDDEN,), 0.2), ((WIDTH,), 0.05)]
    weights = [chance.standard_normal(shape) * size for shape, size in shapes]
    descent, rate = Adam(*weights), RATE
    for _ in range(ROUNDS):
        order = chance.permutation(len(known.sizes))
        for start in range(0, len(order), BATCH):
            gradient = _gradient(weights, known.take(order[start : start + BATCH]))
            slopes = [change / BATCH + SHRINK * weight for weight, change in zip(weights, gradient)]
            descent.step(slopes, rate)
        rate *= COOLING
    return weights


def _gradient(weights: Parameters, batch: _Batch) -> Parameters:
    hidden, bias, output, direct = weights
    units = np.tanh(batch.table @ hidden + bias)
    share = batch.shares(units @ output + batch.table @ direct)
    held = share * batch.wanted
    error = share - held / (batch.sums(held) + 1e-12)
    inner = np.outer(error, output) * (1 - units**2)
    return [batch.table.T @ inner, inner.sum(axis=0), units.T @ error, batch.table.T @ error]
