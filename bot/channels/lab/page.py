"""`/chat/lab`: one question, and its answer as each channel tells it, side by side; not in production."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.base.answer import Answer, Refused
from bot.channels.base.connector import Connector
from bot.channels.base.door import Door
from bot.channels.base.message import Message, Said
from bot.channels.lab.raw import write_raw
from bot.channels.lab.vendors import MODULES, find_vendor
from bot.channels.web.desk import desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.guard import address_of
from bot.channels.web.pages import show_page
from bot.channels.web.portal import send_file
from bot.channels.web.routes import Routes

logger = logging.getLogger(__name__)
SIDE_BY_SIDE = ("alexa", "phone", "sms", "apple", "messenger")
FORM = "application/x-www-form-urlencoded"


class LabConnector(Connector):
    """Asks the assistant once, and has every channel's connector render the answer."""

    name = "lab"

    async def parse(self, request: Request) -> Said:
        """See parent class; each question is a conversation of its own."""
        return Said(f"lab-{uuid.uuid4().hex}", request.ctx.question, address=address_of(request))

    def render(self, answer: Answer, message: Message) -> list[dict[str, Any]]:
        """See parent class."""
        door = desk_of(message.request).door
        return [_view(channel, answer, door) for channel in SIDE_BY_SIDE if channel in MODULES]

    async def reply(self, rendered: Any, message: Message) -> HTTPResponse:
        """See parent class."""
        return _page(message.request.ctx.question, rendered)

    async def refuse(self, refused: Refused, answer: Answer, message: Message) -> HTTPResponse:
        """See parent class."""
        raise WebError.of(refused)


LAB = LabConnector()


async def show(request: Request) -> HTTPResponse:
    """The page before the first question."""
    _require_trial(request)
    return _page("", [])


async def ask(request: Request) -> HTTPResponse:
    """The page with an answer."""
    _require_trial(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise WebError("unsupported_type")
    try:
        fields = parse_qs(request.body.decode())
    except ValueError:
        raise WebError("bad_request") from None
    request.ctx.question = fields.get("text", [""])[0]
    told: HTTPResponse = await desk_of(request).door.receive(request, LAB)
    return told


async def script(request: Request) -> HTTPResponse:
    """What reads aloud what is said."""
    _require_trial(request)
    return send_file(request, "lab.js")


def _require_trial(request: Request) -> None:
    """In production there is no lab: raises WebError."""
    if desk_of(request).door.settings.is_production:
        raise WebError("not_found")


def _view(channel: str, answer: Answer, door: Door) -> dict[str, Any]:
    """One channel's column: what reaches the citizen, and what the vendor gets."""
    vendor = find_vendor(channel)
    try:
        replies = list(vendor.preview(answer, door))
        shown = [asdict(one) for reply in replies for one in vendor.show(reply)]
    except Exception as error:  # one channel that fails takes no other with it
        logger.error("lab.view.failed channel=%s error=%s", channel, type(error).__name__)
        replies, shown = [], []
    return {"channel": channel, "shown": shown, "raw": [write_raw(reply) for reply in replies]}


def _page(question: str, views: Sequence[dict[str, Any]]) -> HTTPResponse:
    return show_page("lab.html", question=question, views=views)


ROUTES: Routes = {"/lab": {"GET": show, "POST": ask}, "/lab.js": {"GET": script}}
