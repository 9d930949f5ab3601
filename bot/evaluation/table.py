"""A table as data, and how figures are written in it; `tables` fills them, each report shows them its way."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.intervals import Estimate

NOTHING = "–"
_FIGURES = "0123456789+-−<" + NOTHING  # what a figure begins with


@dataclass(frozen=True)
class Table:
    """Rows of cells under a head; the first column names the row."""

    title: str
    about: str
    """A sentence or two on how to read it."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def figures(self) -> tuple[bool, ...]:
        """Which columns hold figures, and so are lined up on the right."""
        columns = zip(self.head, *self.rows)
        return tuple(all(cell[:1] in _FIGURES for cell in cells if cell) for _, *cells in columns)


def show_count(number: int, noun: str) -> str:
    """Write how many there are, the noun in the number that fits."""
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else "None"


def show_percent(share: float) -> str:
    """Write a share as a percentage with one decimal, none where it is all or nothing."""
    return f"{_tell(share)}%"


def show_share(estimate: Estimate) -> str:
    """Write a share with its interval, both in percent."""
    return f"{show_percent(estimate.value)} ({show_interval(estimate)})"


def show_interval(estimate: Estimate) -> str:
    """Write the ends of a share's interval, in percent."""
    return f"{_tell(estimate.low)}–{_tell(estimate.high)}"


def show_gap(estimate: Estimate) -> str:
    """Write a gap between two shares with its interval, in points."""
    value, low, high = (show_points(gap) for gap in (estimate.value, estimate.low, estimate.high))
    return f"{value} ({low} to {high})"


def show_points(gap: float, digits: int = 1) -> str:
    """Write a gap in points, with its sign."""
    points = round(100 * gap, digits)
    return f"{points:+.{digits}f}".replace("-", "−") if points else "0"


def show_text(table: Table) -> str:
    """Return the table for a terminal, its columns lined up."""
    lines = [table.head, *table.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.head))]
    sides = [">" if is_figure else "<" for is_figure in table.figures]
    forms = [f"{{:{side}{width}}}" for side, width in zip(sides, widths)]
    shown = ("  ".join(form.format(cell) for form, cell in zip(forms, line)).rstrip() for line in lines)
    return "\n".join([f"{table.title}. {table.about}".strip(), *(f"  {line}" for line in shown)])


def _tell(share: float) -> str:
    return f"{100 * share:.0f}" if share in (0, 1) else f"{100 * share:.1f}"
