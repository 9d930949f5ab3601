"""The API's calls that need no conversation: configuration, suggestions, and lists of records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import unquote

from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from bot.channels.base.cleaning import MAX_TEXT
from bot.channels.web.calendar_files import write_calendar
from bot.channels.web.cards import build_card
from bot.channels.web.desk import desk_of, today
from bot.channels.web.errors import WebError
from bot.channels.web.lists import list_events, list_news, list_services
from bot.channels.web.notices import current_notice
from bot.channels.web.routes import API, Routes
from bot.channels.web.words import LANGUAGE, read_words
from bot.knowledge.record import Record

MOST_LISTED = 50


async def config(request: Request) -> HTTPResponse:
    """What a page shows before the first message."""
    desk = desk_of(request)
    return json(
        {
            "version": desk.files.version,
            "languages": [LANGUAGE],
            "max_text": MAX_TEXT,
            "title": read_words().title,
            "disclosure": read_words().disclosure,
            "privacy": read_words().privacy.format(days=desk.settings.idle_days),
            "greeting": desk.greeting,
            "starters": read_words().starters,
            "people": desk.door.handoff.people(),
            "notice": current_notice(desk.door.switchboard.now(), request.args.get("county")),
            "topics": [{"id": r.slug, "title": r.title} for r in desk.catalog.of_type("topic")],
            "counties": [{"id": r.slug, "title": r.title} for r in desk.catalog.of_type("county")],
            "integrity": desk.files.integrity,
        }
    )


async def suggest(request: Request) -> HTTPResponse:
    """What may be meant by the beginning of a question."""
    found = desk_of(request).catalog.suggestions.find(request.args.get("q", ""))
    return json({"suggestions": [vars(suggestion) for suggestion in found]})


async def services(request: Request) -> HTTPResponse:
    """Services of a topic, or with some words, or both."""
    found = list_services(desk_of(request).catalog, request.args.get("topic"), request.args.get("q", ""))
    return _listed(found, today())


async def events(request: Request) -> HTTPResponse:
    """Events of the year that begins with a day, by when they take place."""
    try:
        start = date.fromisoformat(request.args.get("from", today().isoformat()))
        start + timedelta(days=3660)
    except (ValueError, OverflowError):
        raise WebError("bad_request") from None
    found = list_events(
        desk_of(request).catalog, request.args.get("topic"), request.args.get("county"), start
    )
    return _listed(found, start)


async def news(request: Request) -> HTTPResponse:
    """News, newest first."""
    return _listed(list_news(desk_of(request).catalog), today())


def _listed(records: Sequence[Record], day: date) -> HTTPResponse:
    cards = [build_card(record, day) for record in records[:MOST_LISTED]]
    return json({"cards": cards, "total": len(records)})


async def calendar(request: Request, name: str) -> HTTPResponse:
    """One event for a citizen's own calendar."""
    record = desk_of(request).catalog.record(unquote(name).removesuffix(".ics"))
    written = write_calendar(record, today()) if record and record.type == "event" else None
    if record is None or written is None:
        raise WebError("not_found")
    headers = {"Content-Disposition": f'attachment; filename="{record.slug}.ics"'}
    return raw(written, headers=headers, content_type="text/calendar; charset=utf-8")


ROUTES: Routes = {
    f"{API}/config": {"GET": config},
    f"{API}/suggest": {"GET": suggest},
    f"{API}/services": {"GET": services},
    f"{API}/events-list": {"GET": events},
    f"{API}/news": {"GET": news},
    f"{API}/calendar/<name:str>": {"GET": calendar},
}
