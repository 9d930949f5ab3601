"""Learns the head: softmax regression by gradient descent.

Plain weights that start at the middle of each record's passages, and stop early, were better on the tuning
questions than shrunken ones, dropout, or a hidden layer (docs/search.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.knowledge.search.adam import Adam
from bot.knowledge.search.head import Head

EPOCHS = 12
BATCH = 1024
RATE, COOLING = 0.01, 0.93
START = 8.0  # times the middle of a record's passages
_SEED = 1817


def learn_head(seen: np.ndarray, owners: Sequence[str]) -> Head:
    """Return the head for passages (passages, FEATURES) of float32, of which each belongs to a record."""
    ids, numbers, counts = np.unique(np.array(owners), return_inverse=True, return_counts=True)
    weights = np.zeros((len(ids), seen.shape[1]), dtype=np.float32)
    np.add.at(weights, numbers, seen)
    weights *= (START / counts)[:, np.newaxis].astype(np.float32)
    bias = np.log(counts / len(seen)).astype(np.float32)
    descent, chance, rate = Adam(weights), np.random.default_rng(_SEED), RATE
    for _ in range(EPOCHS):
        order = chance.permutation(len(seen))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            descent.step([_gradient(weights, bias, seen[batch], numbers[batch])], rate)
        rate *= COOLING
    return Head(ids.tolist(), weights, bias, seen.mean(axis=0))


def _gradient(weights: np.ndarray, bias: np.ndarray, seen: np.ndarray, owners: np.ndarray) -> np.ndarray:
    """How the mean loss of a batch changes with the weights; the loss is -log of the own record's share."""
    scores = seen @ weights.T + bias
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    shares[np.arange(len(owners)), owners] -= 1.0
    gradient: np.ndarray = shares.T @ seen / np.float32(len(owners))
    return gradient
