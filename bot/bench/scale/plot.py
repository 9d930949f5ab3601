"""The line plot: milliseconds of a turn against the number of records, which stand on a logarithmic axis.

Takes the sizes, gives an SVG file of its own; the table has every figure too."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.bench.scale.sizes import BAR_RATIO, Size
from bot.evaluation.page.drawing import Scale, dot, draw, line, words
from bot.evaluation.page.markup import Markup, tag

WIDTH, HEIGHT = 640.0, 340.0
LEFT, RIGHT, TOP, BOTTOM = 60.0, 60.0, 24.0, 56.0
PERCENTS = (50, 95)
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
MOST_STEPS = 7
STYLE = (
    "svg { background: #fff; font: 13px sans-serif } text { fill: #222 } .grid { stroke: #ddd } "
    ".p50 { stroke: #1d5fa8; stroke-width: 2 } .p95 { stroke: #a3541c; stroke-width: 2 } "
    "circle.p50 { fill: #1d5fa8 } circle.p95 { fill: #a3541c } .limit { stroke: #555; stroke-dasharray: 5 4 }"
)
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def plot_sizes(sizes: Sequence[Size]) -> str:
    """Return the drawing as the text of an SVG file."""
    across, up = _scales(sizes)
    marks = [tag("style", Markup(STYLE)), *_axes(sizes, across, up)]
    if sizes[0].times == 1:
        limit = up.place(BAR_RATIO * sizes[0].turn_ms(50))
        marks.append(line((LEFT, limit), (WIDTH - RIGHT, limit), "limit"))
    for percent in PERCENTS:
        marks += _curve(sizes, percent, across, up)
    about = "Median and 95th percentile by size; dashed: the median's bar. The table has the figures."
    drawing = draw("scale", "A turn's time as the knowledge grows", about, (WIDTH, HEIGHT), marks)
    return drawing.replace("<svg", f"<svg {_NAMESPACE}", 1) + "\n"


def _scales(sizes: Sequence[Size]) -> tuple[Scale, Scale]:
    """Places across by the logarithm of the records, and upward by milliseconds from 0."""
    low, high = math.log10(sizes[0].records), math.log10(sizes[-1].records)
    margin = 0.0 if low < high else 0.5  # a single size stands in the middle
    most = max([size.turn_ms(percent) for size in sizes for percent in PERCENTS])
    top = max(most, BAR_RATIO * sizes[0].turn_ms(50)) * 1.05
    across = Scale(low - margin, high + margin, LEFT, WIDTH - RIGHT)
    return across, Scale(0.0, top, HEIGHT - BOTTOM, TOP)


def _axes(sizes: Sequence[Size], across: Scale, up: Scale) -> list[Markup]:
    marks = []
    step = next((step for step in STEPS if up.high / step <= MOST_STEPS), STEPS[-1])
    for figure in range(0, math.floor(up.high) + 1, step):
        y = up.place(figure)
        marks.append(line((LEFT, y), (WIDTH - RIGHT, y), "grid"))
        marks.append(words(f"{figure}", (LEFT - 8, y + 4), anchor="end", class_="tick"))
    for size in sizes:
        at = (across.place(math.log10(size.records)), HEIGHT - BOTTOM + 20)
        marks.append(words(f"{size.records:,}", at, anchor="middle", class_="tick"))
    middle = (LEFT + WIDTH - RIGHT) / 2
    marks.append(words("records (logarithmic)", (middle, HEIGHT - 12), anchor="middle"))
    marks.append(words("ms a turn", (8, 14)))
    return marks


def _curve(sizes: Sequence[Size], percent: int, across: Scale, up: Scale) -> list[Markup]:
    """The points of one percentile, joined, with its name beside the last."""
    name = f"p{percent}"
    places = [(across.place(math.log10(s.records)), up.place(s.turn_ms(percent))) for s in sizes]
    marks = [line(start, stop, name) for start, stop in zip(places, places[1:])]
    marks += [dot(place, name) for place in places]
    x, y = places[-1]
    return [*marks, words(name, (x + 10, y + 4))]
