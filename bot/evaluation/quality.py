"""The evaluation as Markdown, for a section of docs/quality.md.

Takes a Summary, gives text; written by `missi evaluate --write`."""

from __future__ import annotations

from bot.evaluation.headline import INTERVALS, tell_headline, tell_origin
from bot.evaluation.summary import Summary
from bot.evaluation.table import Table
from bot.evaluation.tables import tabulate, tabulate_duties

SECTION = "evaluation"


def tell_quality(summary: Summary) -> str:
    """Return headings, sentences and tables."""
    tables = [*tabulate(summary), tabulate_duties(summary)]
    parts = ["## Answers", tell_headline(summary), tell_origin(summary.origin), INTERVALS]
    return "\n\n".join([*parts, *(_show(table) for table in tables)])


def _show(table: Table) -> str:
    marks = tuple("---:" if is_figure else "---" for is_figure in table.figures)
    lines = [_line(table.head), _line(marks), *(_line(row) for row in table.rows)]
    return "\n\n".join(part for part in (f"### {table.title}", table.about, "\n".join(lines)) if part)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
