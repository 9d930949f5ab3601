"""The tables of a comparison: changes by slice, then question by question what got better and worse.

Takes a Comparison, gives tables of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.evaluation.comparison import Comparison, Pair
from bot.evaluation.confusion import tell_got, tell_wanted
from bot.evaluation.table import Table, show_count, show_gap, show_percent

LEAST_CHANCE = 0.001


def tabulate_changes(comparison: Comparison) -> Table:
    """The change of the share answered right."""
    rows = tuple(
        (
            change.slice,
            str(change.change.among),
            show_percent(change.before),
            show_percent(change.after),
            show_gap(change.change),
            f"+{change.gained} −{change.lost}",
            _show_chance(change.chance),
        )
        for change in comparison.changes
    )
    about = "Answered right; gained and lost are questions, p is McNemar's exact test."
    if comparison.only_before or comparison.only_after:
        about += f" Left out: {comparison.only_before} questions only in the old evaluation, "
        about += f"{comparison.only_after} only in the new one."
    head = ("slice", "asked", "old", "new", "change in points", "gained and lost", "p")
    return Table("Compared with the old evaluation", about, head, rows)


def tabulate_pairs(comparison: Comparison) -> Iterator[Table]:
    """Every question whose reply is worth more, then less, to the citizen than before."""
    yield _tabulate("Better now", comparison.better)
    yield _tabulate("Worse now", comparison.worse)


def _tabulate(title: str, pairs: Sequence[Pair]) -> Table:
    rows = tuple(
        (
            pair.after.question.text,
            pair.after.slice,
            f"{pair.before.verdict.value} → {pair.after.verdict.value}",
            tell_wanted(pair.after),
            f"{tell_got(pair.before)} → {tell_got(pair.after)}",
        )
        for pair in pairs
    )
    head = ("question", "slice", "verdict", "wanted", "got")
    return Table(title, f"{show_count(len(pairs), 'question')}.", head, rows)


def _show_chance(chance: float) -> str:
    return f"{chance:.3f}" if chance >= LEAST_CHANCE else f"< {LEAST_CHANCE}"
