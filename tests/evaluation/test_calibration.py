"""Calibration: an error computed by hand, and bins that hold equally many answers."""

from __future__ import annotations

import pytest

from bot.evaluation.calibration import calibrate, place_in_bins
from bot.evaluation.run import Result
from tests.evaluation.samples import DEER, reply, result


def answers(score: float, right: int, among: int, start: int = 0) -> list[Result]:
    """So many answers of one score, of which so many are right."""
    records = [DEER] * right + ["service:boat"] * (among - right)
    return [result(start + i, reply("answer", record, score=score)) for i, record in enumerate(records)]


def test_the_error_is_the_weighted_distance_of_score_and_share() -> None:
    """Guo et al., equation 3: 10/40 * |0.6 - 0.9| + 30/40 * |0.9 - 0.8| = 0.075 + 0.075."""
    calibration = calibrate(answers(0.6, 9, 10) + answers(0.9, 24, 30, start=10))
    assert [(bin.score, bin.right.value, bin.right.among) for bin in calibration.bins] == [
        (pytest.approx(0.6), 0.9, 10),
        (pytest.approx(0.9), 0.8, 30),
    ]
    assert calibration.error == pytest.approx(0.15)


def test_scores_that_mean_what_they_say_have_no_error() -> None:
    assert calibrate(answers(0.8, 8, 10) + answers(0.5, 5, 10, start=10)).error == pytest.approx(0)


def test_distances_do_not_cancel_out() -> None:
    """Too high here and too low there is not good on the whole."""
    assert calibrate(answers(0.5, 7, 10) + answers(0.7, 5, 10, start=10)).error == pytest.approx(0.2)


def test_bins_hold_equally_many_answers() -> None:
    scores = [i / 100 for i in range(100)]
    places = place_in_bins(scores[::-1])[::-1]
    assert [places.count(number) for number in range(10)] == [10] * 10
    assert places == sorted(places)


def test_equal_scores_share_a_bin() -> None:
    assert len(set(place_in_bins([0.9] * 50))) == 1


def test_a_bin_tells_its_ends_and_its_mean() -> None:
    (bin,) = calibrate([result(0, reply(score=0.4))]).bins
    assert (bin.lowest, bin.highest, bin.score, bin.right.value) == (0.4, 0.4, 0.4, 1.0)


def test_only_answers_with_a_score_count() -> None:
    others = [result(0, reply(score=None)), result(1, reply("clarify", DEER)), result(2, reply("refuse"))]
    calibration = calibrate(others)
    assert (calibration.bins, calibration.answers, calibration.error) == ((), 0, 0.0)
