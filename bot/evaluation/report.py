"""What the terminal shows of an evaluation: compact tables, and, when wanted, each failure in two lines.

Called by `missi evaluate`."""

from __future__ import annotations

from bot.evaluation.comparison import Comparison
from bot.evaluation.comparison_tables import tabulate_changes, tabulate_pairs
from bot.evaluation.summary import Summary
from bot.evaluation.table import Table, show_text
from bot.evaluation.tables import tabulate, tabulate_failures


def tell_summary(summary: Summary) -> str:
    """Return the tables that fit a terminal."""
    return "\n\n".join(show_text(table) for table in tabulate(summary))


def tell_failures(summary: Summary) -> str:
    """Return every question that was not answered right: what was wanted and what came."""
    return _list(tabulate_failures(summary))


def tell_comparison(comparison: Comparison) -> str:
    """Return the changes by slice, then the questions that got better and worse."""
    lists = [_list(table) for table in tabulate_pairs(comparison)]
    return "\n\n".join([show_text(tabulate_changes(comparison)), *lists])


def _list(table: Table) -> str:
    """Long cells one under the other: too wide for the columns of a terminal."""
    lines = [f"{table.title}. {table.about}"]
    for text, slice, verdict, wanted, got, *how in table.rows:
        shown = f"wanted {wanted}; got {got}" + "".join(f" ({cell})" for cell in how)
        lines += [f"  {slice}: {verdict}: {text}", f"      {shown}"]
    return "\n".join(lines)
