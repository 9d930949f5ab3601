"""The reliability plot: the share of answers that were right over the score they had.

Takes a Calibration, gives a drawing; its table stands beside it."""

from __future__ import annotations

import math

from bot.evaluation.calibration import Bin, Calibration
from bot.evaluation.page.drawing import Scale, dot, draw, line, upright, words
from bot.evaluation.page.markup import Markup

SIDE, MARGIN, PAD = 460.0, 62.0, 24.0
STEP = 0.1


def plot_reliability(calibration: Calibration) -> Markup:
    """Draw a dot for each bin; on the dashed diagonal score and share are equal."""
    lowest = min(min(bin.right.low, bin.score) for bin in calibration.bins)
    low = max(0.0, math.floor(lowest / STEP + 1e-9) * STEP)
    across, up = Scale(low, 1, MARGIN, SIDE - PAD), Scale(low, 1, SIDE - MARGIN, PAD)
    marks = [*_draw_axes(across, up), line((across.start, up.start), (across.stop, up.stop), "ideal")]
    places = [(across.place(bin.score), up.place(bin.right.value)) for bin in calibration.bins]
    marks += [line(one, other, "curve") for one, other in zip(places, places[1:])]
    for bin, place in zip(calibration.bins, places):
        marks += _draw_bin(bin, place, up)
    about = "Share of answers that were right over their mean score, with 95 % intervals."
    return draw("reliability", "Reliability of the score", about, (SIDE, SIDE), marks)


def _draw_axes(across: Scale, up: Scale) -> list[Markup]:
    marks = []
    for number in range(round((1 - across.low) / STEP) + 1):
        figure = across.low + STEP * number
        x, y = across.place(figure), up.place(figure)
        marks.append(line((x, up.start), (x, up.stop), "grid"))
        marks.append(line((across.start, y), (across.stop, y), "grid"))
        marks.append(words(f"{figure:.0%}", (x, up.start + 20), anchor="middle", class_="tick"))
        marks.append(words(f"{figure:.0%}", (across.start - 8, y + 4), anchor="end", class_="tick"))
    marks.append(words("Mean score", ((across.start + across.stop) / 2, up.start + 44), anchor="middle"))
    marks.append(words("Answers that were right", (4, 14)))
    return marks


def _draw_bin(bin: Bin, place: tuple[float, float], up: Scale) -> list[Markup]:
    whisker = upright(place[0], up.place(bin.right.low), up.place(bin.right.high), "whisker")
    return [whisker, dot(place, "dot")]
