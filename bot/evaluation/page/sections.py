"""The sections of the page in their order, each a table with its plot, or a list of words.

Takes a Summary and perhaps a Comparison, gives markup; called by `page`."""

from __future__ import annotations

from collections.abc import Iterator

from bot.evaluation.comparison import Comparison
from bot.evaluation.comparison_tables import tabulate_changes, tabulate_pairs
from bot.evaluation.fairness import LARGEST_GAP, Fairness
from bot.evaluation.headline import INTERVALS
from bot.evaluation.page.blocks import show_list, show_section
from bot.evaluation.page.markup import Markup, tag
from bot.evaluation.page.plots import Dots, Row, plot_dots
from bot.evaluation.page.reliability import plot_reliability
from bot.evaluation.summary import Summary
from bot.evaluation.tables import (
    tabulate_all,
    tabulate_calibration,
    tabulate_confusion,
    tabulate_consistency,
    tabulate_duties,
    tabulate_failures,
    tabulate_fairness,
    tabulate_lost,
    tabulate_slices,
    tabulate_speed,
    tabulate_steadiness,
)


def show_sections(summary: Summary, comparison: Comparison | None) -> Iterator[Markup]:
    """Yield every section that there are figures for."""
    if comparison:
        yield from _show_changes(comparison)
    yield show_section(tabulate_all(summary))
    yield tag("p", INTERVALS, class_="soft")
    yield _show_slices(summary)
    if summary.fairness:
        yield _show_fairness(summary.fairness)
    if summary.consistency:
        yield show_section(tabulate_consistency(summary.consistency))
    if summary.steadiness:
        yield _show_steadiness(summary)
        yield show_list(tabulate_lost(summary.steadiness))
    if summary.calibration.bins:
        yield _show_calibration(summary)
    yield show_section(tabulate_duties(summary))
    yield from (show_list(table) for table in tabulate_confusion(summary))
    yield show_section(tabulate_speed(summary))
    yield show_list(tabulate_failures(summary))


def _show_changes(comparison: Comparison) -> Iterator[Markup]:
    rows = [Row(one.slice, one.change, is_marked=one.change.high < 0) for one in comparison.changes]
    axis = "Change of the share answered right, in points"
    plot = plot_dots(Dots("changes", "Change by slice", axis, is_gap=True, lines=(0.0,)), rows)
    legend = "Diamonds: worse, and hardly by chance."
    yield show_section(tabulate_changes(comparison), plot, legend=legend)
    yield from (show_list(table) for table in tabulate_pairs(comparison))


def _show_slices(summary: Summary) -> Markup:
    rows = [Row(name, shares["right"], shares["helped"]) for name, shares in summary.slices.items()]
    plot = plot_dots(Dots("slices", "Answered right by slice", "Share of the questions"), rows)
    legend = "Dots with their interval: answered right; the figures are theirs. Hollow diamonds: helped."
    return show_section(tabulate_slices(summary), plot, legend=legend)


def _show_fairness(fairness: Fairness) -> Markup:
    rows = [Row(gap.group, gap.gap, is_marked=gap.is_flagged) for gap in fairness.gaps]
    axis = "Share answered right minus that of plain questions, in points"
    lines = (0.0, -LARGEST_GAP)
    plot = plot_dots(Dots("fairness", "Gap to plain questions", axis, is_gap=True, lines=lines), rows)
    legend = f"Dashed: no gap, and {100 * LARGEST_GAP:.0f} points behind. Diamonds: further behind than that."
    return show_section(tabulate_fairness(fairness), plot, legend=legend)


def _show_steadiness(summary: Summary) -> Markup:
    rows = [Row(one.kind, one.changed) for one in summary.steadiness]
    dots = Dots(
        "steadiness", "Replies changed by a disturbance", "Share of replies that changed", lines=(0.0,)
    )
    legend = "Dots with their interval; 0 would be best."
    return show_section(tabulate_steadiness(summary.steadiness), plot_dots(dots, rows), legend=legend)


def _show_calibration(summary: Summary) -> Markup:
    legend = "On the dashed line a score means what it says; below it, the score promises too much."
    plot = plot_reliability(summary.calibration)
    return show_section(tabulate_calibration(summary.calibration), plot, legend=legend)
