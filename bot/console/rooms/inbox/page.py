"""The list of the inbox: clusters, the most frequent first; filters; several decided at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from sanic.response import HTTPResponse

from bot.console.pages import show
from bot.console.rooms.inbox.review import kinds_of, open_decisions, open_known
from bot.console.visit import Visit
from bot.review.filters import ORDERS, STATES, SURENESS, VOTES, Filter, parse_filter, read_filter
from bot.review.inbox import count_open, list_clusters
from bot.review.saved import SavedFilters
from bot.review.shortcuts import are_on
from bot.switches.names import read_channels, read_slugs

OUTCOMES = ("refuse", "clarify", "answer", "smalltalk")
MOST_PAGES = 400


def show_inbox(visit: Visit) -> HTTPResponse:
    """The clusters that fit the filter in the address."""
    return show_list(visit, read_filter(visit.asked))


def show_list(
    visit: Visit, wanted: Filter, told: str | None = None, undo: str | None = None, name: str = ""
) -> HTTPResponse:
    """The list, with what went wrong, what may be undone, and the name of a filter that was removed."""
    engine, number = visit.desk.engine, _page(visit.asked("page"))
    found = list_clusters(engine, wanted, number)
    values: dict[str, Any] = {
        "page": found,
        "number": number,
        "wanted": wanted,
        "address": _address(wanted, number),
    }
    may = kinds_of(visit.me.roles)
    if visit.is_partial and told is None:
        return show(visit, "inbox/clusters.html", may=may, open_count=count_open(engine), **values)
    known = open_known(visit.desk)
    return show(
        visit,
        "inbox/all.html",
        400 if told else 200,
        may=may,
        told=told,
        name=name,
        open_count=count_open(engine),
        last=open_decisions(visit.desk).last_of(visit.me.name),
        saved=SavedFilters(engine).all(visit.me.id),
        outside=known.outside() if "outside" in may else [],
        channels=read_channels(),
        topics=read_slugs(visit.desk.knowledge, "topic"),
        choices={
            "outcome": OUTCOMES,
            "sureness": tuple(SURENESS),
            "vote": VOTES,
            "state": STATES,
            "order": ORDERS,
        },
        shortcuts=are_on(engine, visit.me.id),
        **values,
    )


def back_to(visit: Visit) -> Filter:
    """The filter that a form was shown beside."""
    return parse_filter(visit.typed("back"))


def _page(text: str) -> int:
    return min(int(text), MOST_PAGES) if text.isdecimal() and len(text) < 6 else 0


def _address(wanted: Filter, number: int) -> dict[str, str]:
    """Where the pages before and behind are."""

    def at(page: int) -> str:
        return "/inbox?" + "&".join(filter(None, (wanted.query, urlencode({"page": page}) if page else "")))

    return {"before": at(number - 1), "behind": at(number + 1)}
