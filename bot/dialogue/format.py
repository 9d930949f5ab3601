"""How values look inside a sentence: dates, lists, links. No sentences here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.knowledge.calendar import Occurrence


def show_date(day: date) -> str:
    """A date as Americans write it: November 26, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def show_span(occurrence: Occurrence) -> str:
    """When something happens; months only when the day is not known."""
    start, end = occurrence.start, occurrence.end
    if occurrence.exact:
        return show_date(start) if start == end else f"{show_date(start)} – {show_date(end)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}"
    return f"{start:%B}–{end:%B} {end.year}"


def show_list(items: Iterable[object]) -> str:
    """One item a line, each with a bullet."""
    return "\n".join(f"• {item}" for item in items)


def show_choice(items: Iterable[str]) -> str:
    """A few short things in a row."""
    return ", ".join(items)
