"""Plots of rows: a name, a dot with its interval, and the figure.

Takes estimates, gives a drawing; every figure stands in the table beside it too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.intervals import Estimate
from bot.evaluation.page.drawing import Scale, across, diamond, dot, draw, line, words
from bot.evaluation.page.markup import Markup
from bot.evaluation.table import show_points

WIDTH, ROW, TOP, BOTTOM = 560.0, 26.0, 14.0, 48.0
LEFT, RIGHT = 148.0, 72.0  # room for the names, and for the figures at the other side
STEPS = (0.02, 0.05, 0.1, 0.2, 0.25)
MOST_STEPS = 8


@dataclass(frozen=True)
class Row:
    """A dot with its interval, perhaps a second one, hollow; a marked row is a warning."""

    name: str
    estimate: Estimate
    second: Estimate | None = None
    is_marked: bool = False


@dataclass(frozen=True)
class Dots:
    """What a plot of rows is called and how its axis is written.

    Args:
        name: its id on the page.
        axis: what the axis shows.
        is_gap: whether figures are gaps in points rather than shares.
        lines: figures that a line is drawn at.
    """

    name: str
    title: str
    axis: str
    is_gap: bool = False
    lines: tuple[float, ...] = ()


def plot_dots(plot: Dots, rows: Sequence[Row]) -> Markup:
    """Draw a row for each estimate: its dot, its interval, its figure."""
    low, high, step = _find_range(rows, plot)
    scale = Scale(low, high, LEFT, WIDTH - RIGHT)
    bottom = TOP + ROW * len(rows)
    marks = [*_draw_axis(scale, step, bottom, plot)]
    for number, row in enumerate(rows):
        marks += _draw_row(row, scale, TOP + ROW * (number + 0.5), plot)
    about = f"{plot.axis}, by row, with 95 % intervals; the table has the figures."
    return draw(plot.name, plot.title, about, (WIDTH, bottom + BOTTOM), marks)


def _draw_axis(scale: Scale, step: float, bottom: float, plot: Dots) -> list[Markup]:
    marks = []
    for figure in _ticks(scale.low, scale.high, step):
        x = scale.place(figure)
        marks.append(line((x, TOP), (x, bottom), "grid"))
        marks.append(words(_show(figure, plot, 0), (x, bottom + 18), anchor="middle", class_="tick"))
    marks += [line((scale.place(x), TOP), (scale.place(x), bottom), "bar") for x in plot.lines]
    marks.append(words(plot.axis, ((scale.start + scale.stop) / 2, bottom + 38), anchor="middle"))
    return marks


def _draw_row(row: Row, scale: Scale, y: float, plot: Dots) -> list[Markup]:
    warned = " warn" if row.is_marked else ""
    estimate = row.estimate
    marks = [
        words(row.name, (LEFT - 12, y + 4), anchor="end", class_=f"label{warned}"),
        across(scale.place(estimate.low), scale.place(estimate.high), y, f"whisker{warned}"),
    ]
    if row.second and row.second.value != estimate.value:
        marks.append(diamond((scale.place(row.second.value), y), "second"))
    mark = diamond if row.is_marked else dot
    marks.append(mark((scale.place(estimate.value), y), f"dot{warned}"))
    figure = _show(estimate.value, plot, 1)
    marks.append(words(figure, (WIDTH - 4, y + 4), anchor="end", class_=f"label{warned}"))
    return marks


def _find_range(rows: Sequence[Row], plot: Dots) -> tuple[float, float, float]:
    """The ends of the axis, which are steps, and the step between its figures."""
    figures = [figure for row in rows for figure in (row.estimate.low, row.estimate.high)]
    figures += [row.second.value for row in rows if row.second]
    lowest, highest = min([*figures, *plot.lines]), max([*figures, *plot.lines])
    step = next((s for s in STEPS if (highest - lowest) / s <= MOST_STEPS), STEPS[-1])
    low, high = math.floor(lowest / step + 1e-9) * step, math.ceil(highest / step - 1e-9) * step
    if low < high:
        return low, high, step
    return (low, low + step, step) if plot.is_gap or low < 1 else (low - step, low, step)


def _ticks(low: float, high: float, step: float) -> list[float]:
    return [low + step * number for number in range(round((high - low) / step) + 1)]


def _show(figure: float, plot: Dots, digits: int) -> str:
    return show_points(figure, digits) if plot.is_gap else f"{figure:.{digits}%}"
