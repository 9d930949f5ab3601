"""Learns the ranker's weights: gradient descent on the listwise likelihood.

The loss of a question is minus the logarithm of the share its wanted records get together ("ListNet" with one
right answer, Cao et al. 2007). A few networks from different beginnings are put side by side as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge.search.adam import Adam
from bot.knowledge.search.ranker import WIDTH, Ranker, softmax, widen

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


def learn_ranker(cases: Sequence[Case]) -> Ranker:
    """Return a ranker for these cases; those without a wanted record teach nothing."""
    known = [case for case in cases if case.wanted.any()]
    everything = np.concatenate([case.signals for case in known])
    mean, spread = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    tables = [widen(case.signals, case.around, mean, spread) for case in known]
    wanted = [case.wanted for case in known]
    networks = [_learn(tables, wanted, seed) for seed in range(NETWORKS)]
    hidden, bias, output, direct = zip(*networks)
    return Ranker(
        mean,
        spread,
        np.concatenate(hidden, axis=1),
        np.concatenate(bias),
        np.concatenate(output) / NETWORKS,
        np.mean(direct, axis=0),
    )


def _learn(tables: Sequence[np.ndarray], wanted: Sequence[np.ndarray], seed: int) -> Parameters:
    chance = np.random.default_rng(seed)
    shapes = [((WIDTH, HIDDEN), 0.2), ((HIDDEN,), 0.0), ((HIDDEN,), 0.2), ((WIDTH,), 0.05)]
    weights = [chance.standard_normal(shape) * size for shape, size in shapes]
    descent, rate = Adam(*weights), RATE
    for _ in range(ROUNDS):
        order = chance.permutation(len(tables))
        for start in range(0, len(order), BATCH):
            gradient = _gradient(weights, [(tables[n], wanted[n]) for n in order[start : start + BATCH]])
            slopes = [change / BATCH + SHRINK * weight for weight, change in zip(weights, gradient)]
            descent.step(slopes, rate)
        rate *= COOLING
    return weights


def _gradient(weights: Parameters, batch: Sequence[tuple[np.ndarray, np.ndarray]]) -> Parameters:
    hidden, bias, output, direct = weights
    sums = [np.zeros_like(weight) for weight in weights]
    for table, wanted in batch:
        units = np.tanh(table @ hidden + bias)
        share = softmax(units @ output + table @ direct)
        held = share * wanted
        error = share - held / (held.sum() + 1e-12)
        inner = np.outer(error, output) * (1 - units**2)
        for total, part in zip(sums, (table.T @ inner, inner.sum(axis=0), units.T @ error, table.T @ error)):
            total += part
    return sums
