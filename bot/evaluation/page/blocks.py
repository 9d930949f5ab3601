"""The blocks that the page is made of: cards with one figure each, tables, plots beside their table.

Called by `page`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.page.markup import Markup, tag
from bot.evaluation.table import Table

MANY_ROWS = 15


@dataclass(frozen=True)
class Card:
    """One figure in large, what it is, and a line of small print."""

    figure: str
    name: str
    note: str
    is_warning: bool = False


def show_cards(cards: Sequence[Card]) -> Markup:
    """Show the figures that one should see first."""
    items = [
        tag(
            "li",
            tag("b", card.figure),
            card.name,
            tag("span", card.note),
            class_="warn" if card.is_warning else "card",
        )
        for card in cards
    ]
    return tag("ul", *items, class_="cards")


def show_section(table: Table, *plots: Markup, legend: str = "") -> Markup:
    """Show a table under its own heading, beside the plots of the same figures."""
    shown = show_table(table)
    if plots:
        drawn = tag("figure", *plots, tag("figcaption", legend))
        shown = tag("div", drawn, shown, class_="pair")
    return tag("section", tag("h2", table.title), tag("p", table.about, class_="soft"), shown)


def show_table(table: Table, *, is_wordy: bool = False) -> Markup:
    """Show a table whose rows are named by their first cell; a wordy one breaks the lines of its cells."""
    sides = ["figure" if is_figure else "words" for is_figure in table.figures]
    head = tag("tr", *(tag("th", cell, scope="col", class_=side) for cell, side in zip(table.head, sides)))
    rows = (_row(line, sides) for line in table.rows)
    body = [tag("caption", table.title), tag("thead", head), tag("tbody", *rows)]
    shown = tag("table", *body, class_="wordy" if is_wordy else "figures")
    # Wider than the window it scrolls, and so must be reachable by key.
    return tag("div", shown, class_="scroll", tabindex="0", role="region", aria_label=table.title)


def show_list(table: Table) -> Markup:
    """Show a long table of words, folded when it has many rows."""
    shown = show_table(table, is_wordy=True) if table.rows else Markup("")
    if len(table.rows) > MANY_ROWS:
        shown = tag("details", tag("summary", f"Show all {len(table.rows)}"), shown)
    return tag("section", tag("h2", table.title), tag("p", table.about, class_="soft"), shown)


def _row(line: Sequence[str], sides: Sequence[str]) -> Markup:
    name, *cells = line
    shown = (tag("td", cell, class_=side) for cell, side in zip(cells, sides[1:]))
    return tag("tr", tag("th", name, scope="row"), *shown)
