"""A drawing as inline SVG: a scale from figures to places, and the few marks that the plots are made of.

Colors come from the page's style sheet by class; used by `plots`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.page.markup import Markup, tag

CAP = 4.0  # half the height of a whisker's end
RADIUS = 5.0


@dataclass(frozen=True)
class Scale:
    """Figures from `low` to `high` lie between the places `start` and `stop`."""

    low: float
    high: float
    start: float
    stop: float

    def place(self, figure: float) -> float:
        """Where a figure lies; what is out of the scale lies at its end."""
        share = (min(max(figure, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.stop - self.start)


def draw(name: str, title: str, about: str, size: tuple[float, float], marks: Sequence[Markup]) -> Markup:
    """Return a drawing that a screen reader calls by its title and describes by `about`."""
    width, height = size
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", about, id=f"{name}-about"),
        *marks,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        role="img",
        class_=name,
        aria_labelledby=f"{name}-title {name}-about",
    )


def line(start: tuple[float, float], stop: tuple[float, float], class_: str) -> Markup:
    """Draw a straight line."""
    return tag("line", x1=start[0], y1=start[1], x2=stop[0], y2=stop[1], class_=class_)


def words(text: str, at: tuple[float, float], *, anchor: str = "start", class_: str = "label") -> Markup:
    """Write beside a point; `anchor` is the side of the text that is there: start, middle or end."""
    return tag("text", text, x=at[0], y=at[1], text_anchor=anchor, class_=class_)


def across(low: float, high: float, y: float, class_: str) -> Markup:
    """Draw a whisker from left to right."""
    ends = [line((x, y - CAP), (x, y + CAP), class_) for x in (low, high)]
    return Markup("".join([line((low, y), (high, y), class_), *ends]))


def upright(x: float, low: float, high: float, class_: str) -> Markup:
    """Draw a whisker from bottom to top."""
    ends = [line((x - CAP, y), (x + CAP, y), class_) for y in (low, high)]
    return Markup("".join([line((x, low), (x, high), class_), *ends]))


def dot(at: tuple[float, float], class_: str) -> Markup:
    """Draw a disk."""
    return tag("circle", cx=at[0], cy=at[1], r=RADIUS, class_=class_)


def diamond(at: tuple[float, float], class_: str) -> Markup:
    """Draw a square on its corner."""
    x, y, reach = *at, RADIUS + 1
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    return tag("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), class_=class_)
