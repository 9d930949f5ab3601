"""The map of vectors: it brings the asks of a record together, also those it has not seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.search.adapter import BATCH, Adapter, learn_adapter

WIDTH, RECORDS, EACH = 24, 12, 40


def asks(seed: int) -> tuple[np.ndarray, list[str]]:
    """Layers (asks, 2, WIDTH) around a center for each record, with strong noise on half of the axes."""
    centers = np.random.default_rng(1).standard_normal((RECORDS, WIDTH)) * (np.arange(WIDTH) < WIDTH // 2)
    chance = np.random.default_rng(seed)
    strength = np.where(np.arange(WIDTH) < WIDTH // 2, 0.7, 2.0)
    noise = chance.standard_normal((RECORDS, EACH, 2, WIDTH)) * strength
    layers = (centers[:, None, None] + noise).reshape(-1, 2, WIDTH).astype(np.float32)
    owners = [f"service:{n}" for n in range(RECORDS) for _ in range(EACH)]
    return layers / np.linalg.norm(layers, axis=2, keepdims=True), owners


def nearest_right(known: np.ndarray, asked: np.ndarray, owners: list[str]) -> float:
    """The share of what is asked whose nearest known ask is of the same record."""
    nearest = (asked @ known.T).argmax(axis=1)
    return float(np.mean([owners[n] == owner for n, owner in zip(nearest, owners, strict=True)]))


@pytest.fixture(scope="module")
def learned() -> Adapter:
    layers, owners = asks(seed=2)
    times = BATCH // len(layers)  # a full batch of them
    return learn_adapter(np.tile(layers, (times, 1, 1)), owners * times)


def test_other_questions_of_a_record_come_nearer(learned: Adapter) -> None:
    (known, owners), (asked, _) = asks(seed=2), asks(seed=3)
    before = nearest_right(known[:, 0], asked[:, 0], owners)
    after = nearest_right(learned.turn(known), learned.turn(asked), owners)
    assert after > before + 0.02, (before, after)


def test_turned_vectors_have_length_one(learned: Adapter) -> None:
    assert np.linalg.norm(learned.turn(asks(seed=4)[0]), axis=1) == pytest.approx(1.0, abs=1e-5)


def test_it_is_read_as_it_was_written(learned: Adapter, tmp_path: Path) -> None:
    learned.save(tmp_path / "map.npy")
    layers = asks(seed=5)[0]
    assert Adapter.load(tmp_path / "map.npy").turn(layers) == pytest.approx(learned.turn(layers), abs=2e-3)
