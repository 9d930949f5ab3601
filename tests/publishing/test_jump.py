"""The sequential test: how rarely it is wrong, and how soon it is right."""

from __future__ import annotations

import numpy as np
import pytest

from bot.publishing.jump import ERRORS, FALSE_ALARMS, KINDS, REFUSALS, Count, Kind, bound, has_jumped

TURNS, TIMES = 400, 1500


def alarms(before: Count, rate: float, kind: Kind, times: int = TIMES) -> list[int]:
    """After how many turns the test tells of a jump, in each run that it does; looked at after every turn."""
    draws = np.random.default_rng(7).random((times, TURNS)) < rate
    hits = np.cumsum(draws, axis=1)
    limits = [fewest(before, n, kind) for n in range(1, TURNS + 1)]
    over = hits >= np.array(limits)
    return [int(row.argmax()) + 1 for row in over if row.any()]


def fewest(before: Count, turns: int, kind: Kind) -> int:
    """So many hits among these turns are a jump."""
    return next((n for n in range(turns + 1) if has_jumped(before, Count(n, turns), kind)), turns + 1)


@pytest.mark.parametrize(
    ("before", "rate", "kind"),
    [
        (Count(20, 2000), 0.01, ERRORS),
        (Count(0, 5000), 0.0, ERRORS),
        (Count(200, 1000), 0.20, REFUSALS),
        (Count(0, 0), 0.02, ERRORS),
        (Count(0, 0), 0.30, REFUSALS),
    ],
)
def test_where_nothing_got_worse_it_hardly_ever_alarms(before: Count, rate: float, kind: Kind) -> None:
    share = len(alarms(before, rate, kind)) / TIMES
    allowed = FALSE_ALARMS / len(KINDS)
    assert share <= allowed + 3 * (allowed / TIMES) ** 0.5, share


@pytest.mark.parametrize(
    ("before", "rate", "kind", "soon"),
    [
        (Count(20, 2000), 0.50, ERRORS, 12),
        (Count(20, 2000), 1.00, ERRORS, 4),
        (Count(20, 2000), 0.10, ERRORS, 120),
        (Count(200, 1000), 0.60, REFUSALS, 40),
        (Count(200, 1000), 1.00, REFUSALS, 12),
    ],
)
def test_what_got_much_worse_is_noticed_soon(before: Count, rate: float, kind: Kind, soon: int) -> None:
    found = alarms(before, rate, kind, times=300)
    assert len(found) > 0.99 * 300
    assert np.median(found) <= soon, np.median(found)


def test_little_asked_before_says_little() -> None:
    assert bound(Count(0, 99), ERRORS) == ERRORS.usual
    assert bound(Count(50, 100), ERRORS) > 0.5
    assert bound(Count(0, 10_000), ERRORS) < 0.001
    assert bound(Count(100, 100), ERRORS) == 1.0


def test_where_everything_failed_before_nothing_can_jump() -> None:
    assert not has_jumped(Count(200, 200), Count(500, 500), ERRORS)


def test_without_turns_there_is_no_jump() -> None:
    assert not has_jumped(Count(20, 2000), Count(0, 0), ERRORS)
    assert not has_jumped(Count(20, 2000), Count(1, 1), REFUSALS)
