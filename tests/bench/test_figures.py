"""Percentiles, ratios and bars."""

from __future__ import annotations

import math

import pytest

from bot.bench.figures import Row, median, percentile, ratio


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([7.0], 99, 7.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 50, 2.5),
        ([1.0, 2.0], 0, 1.0),
        ([1.0, 2.0], 100, 2.0),
        ([float(n) for n in range(101)], 95, 95.0),
        ([float(n) for n in range(300)], 99, 296.01),
    ],
)
def test_a_percentile_lies_between_its_neighbours(
    values: list[float], percent: float, expected: float
) -> None:
    assert percentile(values, percent) == pytest.approx(expected)


@pytest.mark.parametrize(("values", "percent"), [([], 50), ([1.0], -1), ([1.0], 101)])
def test_a_percentile_of_nothing_or_out_of_range_is_refused(values: list[float], percent: float) -> None:
    with pytest.raises(ValueError, match="expected values and a percentage"):
        percentile(values, percent)


def test_the_median_is_not_moved_by_one_slow_start() -> None:
    assert median([11.0, 60.0, 10.0]) == 11.0


def test_a_ratio_is_ours_over_theirs() -> None:
    assert ratio(6.0, 24.0) == 0.25


@pytest.mark.parametrize(
    ("ours", "theirs", "bar", "is_met"),
    [
        (5.0, 10.0, 0.5, True),
        (5.1, 10.0, 0.5, False),
        (12.0, 10.0, 1.2, True),
        (99.0, 1.0, None, True),
        (0.0, 0.0, 0.5, False),
    ],
)
def test_a_bar_is_met_up_to_itself_and_never_by_nothing(
    ours: float, theirs: float, bar: float | None, is_met: bool
) -> None:
    row = Row("turn", "ms", ours, theirs, bar)
    assert row.is_met is is_met
    assert math.isnan(row.ratio) is (theirs == 0)
