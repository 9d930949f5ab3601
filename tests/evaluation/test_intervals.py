"""Intervals: known widths, whole conversations, and the same figures each time."""

from __future__ import annotations

import numpy as np
import pytest

from bot.evaluation.intervals import Estimate, mean, share
from bot.evaluation.measures import is_refused, is_right
from tests.evaluation.samples import reply, result, results


@pytest.mark.parametrize("value", [0, 1])
def test_what_is_always_the_same_has_no_width(value: int) -> None:
    assert share(results([value] * 20), is_right) == Estimate(value, value, value, 20)
    assert mean([0.25] * 7) == Estimate(0.25, 0.25, 0.25, 7)


def test_a_half_of_four_hundred_is_known_to_five_points() -> None:
    """The normal interval of a share: 1.96 * sqrt(0.5 * 0.5 / 400) = 0.049."""
    estimate = share(results([0, 1] * 200), is_right)
    assert estimate and estimate.value == 0.5
    assert estimate.low == pytest.approx(0.451, abs=0.008)
    assert estimate.high == pytest.approx(0.549, abs=0.008)


def test_conversations_are_drawn_and_not_their_turns() -> None:
    """Two conversations, one all right and one all wrong: a draw may well hold only one of them."""
    talks = [result(0, reply()) for _ in range(200)] + [result(1, reply("refuse")) for _ in range(200)]
    estimate = share(talks, is_right)
    assert estimate == Estimate(0.5, 0.0, 1.0, 400)


def test_turns_count_in_the_share_and_not_conversations() -> None:
    talks = [result(0, reply()), result(0, reply()), result(0, reply()), result(1, reply("refuse"))]
    estimate = share(talks, is_right)
    assert estimate and (estimate.value, estimate.hits) == (0.75, 3)


def test_only_those_who_take_part_count() -> None:
    asked = [*results([1] * 5), result(9, reply("refuse"), outcomes=("refuse",))]
    estimate = share(asked, is_refused)
    assert estimate and (estimate.value, estimate.among) == (1.0, 1)
    assert share(results([1, 0]), is_refused) is None
    assert share([], is_right) is None


def test_the_same_results_give_the_same_interval() -> None:
    asked = results([0, 1, 1] * 15)
    assert share(asked, is_right) == share(asked, is_right)


def test_the_mean_lies_in_its_interval_which_narrows_with_more_figures() -> None:
    some = np.random.default_rng(0).uniform(size=20)
    few, many = mean(list(some)), mean(list(some) * 9)
    assert few.low < few.value < few.high
    assert few.value == pytest.approx(float(np.mean(some)))
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(3, rel=0.15)
