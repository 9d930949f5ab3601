"""How busy a machine was between two readings of /proc/stat."""

from __future__ import annotations

import pytest

from bot.bench.machine import Machine, parse_busy

BEFORE = "cpu  100 0 100 1000 50 0 0 0 7 0\ncpu0 1 2 3"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("cpu  100 0 100 1400 50 0 0 0 7 0", 0.0),
        ("cpu  100 0 100 1300 150 0 0 0 7 0", 0.0),
        ("cpu  180 0 120 1400 50 0 0 0 90 0", 0.2),
        ("cpu  200 0 100 1000 50 0 0 100 7 0", 1.0),
        (BEFORE, 0.0),
    ],
)
def test_waiting_is_idle_and_stolen_time_is_not(after: str, expected: float) -> None:
    assert parse_busy(BEFORE, after) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("before", "after", "is_noisy"), [(0.0, 0.05, False), (0.0, 0.5, True), (0.5, 0.0, True)]
)
def test_a_busy_machine_is_noisy(before: float, after: float, is_noisy: bool) -> None:
    assert Machine(2, before, after).is_noisy is is_noisy
