"""Plots: each mark lies where its figure says, on an axis that holds all of them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.evaluation.calibration import Bin, Calibration
from bot.evaluation.intervals import Estimate
from bot.evaluation.page.drawing import Scale
from bot.evaluation.page.plots import LEFT, RIGHT, WIDTH, Dots, Row, plot_dots
from bot.evaluation.page.reliability import MARGIN, PAD, SIDE, plot_reliability

ROWS = [
    Row("voice", Estimate(0.5, 0.4, 0.6, 9)),
    Row("dialect", Estimate(-0.1, -0.2, 0.0, 9), is_marked=True),
]
GAPS = Dots("gaps", "Gaps & more", "In points", is_gap=True, lines=(0.0, -0.05))


def dots(svg: str) -> list[tuple[float, float]]:
    circles = ElementTree.fromstring(svg).iter("circle")
    return [(float(circle.attrib["cx"]), float(circle.attrib["cy"])) for circle in circles]


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter("text")]


def test_a_scale_goes_from_start_to_stop() -> None:
    scale = Scale(0.5, 1.0, 100, 300)
    assert [scale.place(figure) for figure in (0.5, 0.75, 1.0, 2.0, 0.0)] == [100, 200, 300, 300, 100]
    assert Scale(0, 1, 300, 100).place(0.25) == 250


def test_dots_lie_where_their_figures_say() -> None:
    """The axis goes from -20 to +60 points."""
    ((x, _),) = dots(plot_dots(GAPS, ROWS))
    assert x == pytest.approx(LEFT + (0.5 + 0.2) / 0.8 * (WIDTH - RIGHT - LEFT), abs=0.1)


def test_a_plot_names_rows_figures_and_axis() -> None:
    told = words(plot_dots(GAPS, ROWS))
    assert {"voice", "dialect", "+50.0", "−10.0", "In points", "0", "−20", "+60"} <= set(told)


def test_a_warning_has_another_shape_and_not_only_another_color() -> None:
    svg = plot_dots(GAPS, ROWS)
    assert len(re.findall("<circle", svg)) == len(re.findall("<polygon", svg)) == 1


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_plot_of_one_figure_has_an_axis_too(value: float) -> None:
    row = Row("all", Estimate(value, value, value, 9))
    svg = plot_dots(Dots("one", "One", "Share"), [row])
    assert len(dots(svg)) == 1
    assert {"0%", "2%"} < set(words(svg)) or {"98%", "100%"} < set(words(svg))


def test_the_reliability_lies_over_the_score() -> None:
    bins = (Bin(0.5, 0.7, 0.6, Estimate(0.9, 0.8, 1.0, 9)), Bin(0.9, 1.0, 0.95, Estimate(0.7, 0.6, 0.8, 9)))
    side = SIDE - MARGIN - PAD
    assert dots(plot_reliability(Calibration(bins))) == [
        (pytest.approx(MARGIN, abs=0.1), pytest.approx(PAD + 0.1 / 0.4 * side, abs=0.1)),
        (pytest.approx(MARGIN + 0.35 / 0.4 * side, abs=0.1), pytest.approx(PAD + 0.3 / 0.4 * side, abs=0.1)),
    ]
