"""The demonstration of a state's portal, with the widget in it."""

from __future__ import annotations

import hashlib
from functools import cache

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.web.assets import send_tagged
from bot.channels.web.cards import Card, build_card
from bot.channels.web.catalog import Catalog
from bot.channels.web.desk import desk_of, today
from bot.channels.web.files import MARK, content_type
from bot.channels.web.lists import list_events, list_news, list_services
from bot.channels.web.notices import current_notice
from bot.channels.web.pages import FOLDER, show_page
from bot.channels.web.routes import Routes

SHOWN_TOPICS = 9
SERVICES_EACH = 3
MOST_EVENTS = 6
MOST_NEWS = 4


async def portal(request: Request) -> HTTPResponse:
    """The page."""
    desk, day = desk_of(request), today()
    topics = list_topics(desk.catalog)
    events = [build_card(record, day) for record in list_events(desk.catalog, None, None, day)]
    return show_page(
        "portal.html",
        topics=topics[:SHOWN_TOPICS],
        more_topics=topics[SHOWN_TOPICS:],
        # Of many events only the part of the year is known; a calendar shows those with a day.
        events=[card for card in events if "starts" in card][:MOST_EVENTS],
        news=[build_card(record, day) for record in list_news(desk.catalog)[:MOST_NEWS]],
        notice=current_notice(desk.door.switchboard.now()),
    )


async def style(request: Request) -> HTTPResponse:
    """The style of all these pages."""
    return send_file(request, "pages.css")


async def script(request: Request) -> HTTPResponse:
    """What makes the portal ask the widget."""
    return send_file(request, "portal.js")


def list_topics(catalog: Catalog) -> list[tuple[Card, list[Card]]]:
    """Return each topic with the first of its services, in the order of the topics."""
    day = today()
    return [
        (build_card(topic, day), [build_card(record, day) for record in services[:SERVICES_EACH]])
        for topic in catalog.of_type("topic")
        if (services := list_services(catalog, topic.slug))
    ]


def send_file(request: Request, name: str) -> HTTPResponse:
    """Return a file of the templates' folder, with the widget's version in it."""
    content = _read(name).replace(MARK.encode(), desk_of(request).files.version.encode())
    return send_tagged(request, content, content_type(name), hashlib.sha256(content).hexdigest()[:16])


@cache
def _read(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


ROUTES: Routes = {
    "/": {"GET": portal},
    "/pages.css": {"GET": style},
    "/portal.js": {"GET": script},
}
