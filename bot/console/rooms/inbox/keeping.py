"""What each person keeps of the inbox for themselves: filters, and whether there are keyboard shortcuts."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import go
from bot.console.rooms.inbox.deciding import HERE
from bot.console.rooms.inbox.page import back_to, show_list
from bot.console.visit import Visit
from bot.errors import OversightError
from bot.review.filters import Filter
from bot.review.saved import SavedFilters
from bot.review.shortcuts import switch


def save_filter(visit: Visit) -> HTTPResponse:
    """Keep the filter of the page by a name."""
    wanted, name = back_to(visit), visit.typed("name")
    try:
        SavedFilters(visit.desk.engine).save(visit.me.id, name, wanted)
    except OversightError as error:
        return show_list(visit, wanted, told=str(error), name=name)
    return go(f"{HERE}?{wanted.query}&done=filter-saved")


def remove_filter(visit: Visit) -> HTTPResponse:
    """Remove a kept filter; the page shows it with its name, ready to be kept again."""
    number = visit.typed("filter")
    kept = SavedFilters(visit.desk.engine)
    removed = kept.remove(visit.me.id, int(number)) if number.isdecimal() and len(number) < 10 else None
    wanted, name = (removed.wanted, removed.name) if removed else (Filter(), "")
    return show_list(visit, wanted, name=name)


def set_shortcuts(visit: Visit) -> HTTPResponse:
    """Turn the keyboard shortcuts on or off."""
    switch(visit.desk.engine, visit.me.id, visit.typed("shortcuts") == "on")
    return go(f"{HERE}?{back_to(visit).query}&done=shortcuts")
