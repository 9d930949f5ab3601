"""The API's calls that need no conversation: configuration, suggestions, and lists of records."""

from __future__ import annotations

from datetime import date, timedelta

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from bot.channels.incoming import MAX_TEXT
from bot.channels.web.calendar_files import write_calendar
from bot.channels.web.cards import build_card
from bot.channels.web.desk import desk_of, today
from bot.channels.web.errors import WebError
from bot.channels.web.lists import list_events, list_news, list_services
from bot.channels.web.notices import current_notice
from bot.channels.web.words import LANGUAGE, read_words


def add_public(routes: Blueprint, root: str) -> None:
    """Add the calls below this root."""
    routes.add_route(config, f"{root}/config", methods=["GET"])
    routes.add_route(suggest, f"{root}/suggest", methods=["GET"])
    routes.add_route(services, f"{root}/services", methods=["GET"])
    routes.add_route(events, f"{root}/events-list", methods=["GET"])
    routes.add_route(news, f"{root}/news", methods=["GET"])
    routes.add_route(calendar, f"{root}/calendar/<name:str>", methods=["GET"])


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
            "notice": current_notice(desk.engine, request.args.get("county")),
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
    return json({"cards": [build_card(record, today()) for record in found]})


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
    return json({"cards": [build_card(record, start) for record in found]})


async def news(request: Request) -> HTTPResponse:
    """News, newest first."""
    return json({"cards": [build_card(record, today()) for record in list_news(desk_of(request).catalog)]})


async def calendar(request: Request, name: str) -> HTTPResponse:
    """One event for a citizen's own calendar."""
    record = desk_of(request).catalog.record(name.removesuffix(".ics"))
    written = write_calendar(record, today()) if record and record.type == "event" else None
    if record is None or written is None:
        raise WebError("not_found")
    headers = {"Content-Disposition": f'attachment; filename="{record.slug}.ics"'}
    return raw(written, headers=headers, content_type="text/calendar; charset=utf-8")
