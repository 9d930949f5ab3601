"""The conversation as pages that need no JavaScript: every button is a form, which a page answers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.base.answer import Refused
from bot.channels.base.message import Message, Said
from bot.channels.web.api import begin, erase
from bot.channels.web.connector import ApiConnector, read_restart
from bot.channels.web.desk import desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.guard import address_of, conversation_in, require_open
from bot.channels.web.notices import current_notice
from bot.channels.web.pages import show_page
from bot.channels.web.questions import read_question
from bot.channels.web.routes import Routes
from bot.channels.web.tokens import issue_token
from bot.channels.web.transcripts import send_transcript
from bot.channels.web.words import read_words
from bot.handoff.handoff import NOBODY

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 10


async def show(request: Request) -> HTTPResponse:
    """The page before the first question, which begins a conversation."""
    return await _page(request, None)


async def submit(request: Request) -> HTTPResponse:
    """Do what a form asks for; what goes wrong is told on the page, which keeps the words."""
    fields: Mapping[str, str] = {}
    conversation = None
    try:
        fields = _read_form(request)
        if fields.get("token"):
            conversation = conversation_in(request, fields["token"])
            require_open(request, conversation)
        if fields.get("do") == "delete" and conversation:
            await erase(desk_of(request), conversation)
            return await _page(request, None, message=read_words().pages["deleted"])
        if fields.get("do") == "look" and conversation:
            return await _page(request, conversation)
        if fields.get("do") in ("text", "html") and conversation:
            return await send_transcript(request, conversation, fields["do"])
        request.ctx.conversation = conversation = conversation or (await begin(request))[0]
        request.ctx.fields = fields
        told: HTTPResponse = await desk_of(request).door.receive(request, ASK)
        return told
    except (WebError, Refused) as failed:
        error = failed if isinstance(failed, WebError) else WebError.of(failed)
        if error.code == "unauthorized":
            return await _page(request, None, error.status, message=read_words().pages["ended"])
        response = await _page(
            request, conversation, error.status, message=error.text, text=fields.get("text", "")
        )
        response.headers.update(error.headers)
        return response


class PlainConnector(ApiConnector):
    """The form of the page, whose answer is the page again."""

    async def verify(self, request: Request) -> None:
        """See parent class; `submit` has read the form and found its conversation."""

    async def parse(self, request: Request) -> Said:
        """See parent class."""
        fields, conversation, desk = request.ctx.fields, request.ctx.conversation, desk_of(request)
        if fields.get("do") == "restart":
            return read_restart(conversation, address_of(request))
        asked = {name: fields[name] for name in ("id", "text", "choice") if name in fields}
        turns = partial(desk.door.conversations.turns, conversation)
        address = address_of(request)
        return read_question(
            {"id": uuid.uuid4().hex} | asked, conversation, turns, desk.catalog, address=address
        )

    async def reply(self, rendered: Any, message: Message) -> HTTPResponse:
        """See parent class."""
        unkept = "" if message.turn else " ".join(rendered["texts"])
        return await _page(message.request, message.sender, message=unkept)


def _read_form(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise WebError("unsupported_type")
    try:
        return dict(parse_qsl(request.body.decode(), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise WebError("bad_request") from None


async def _page(
    request: Request, conversation: str | None, status: int = 200, *, message: str = "", text: str = ""
) -> HTTPResponse:
    desk = desk_of(request)
    turns = (await desk.history.answered(conversation, 0))[0] if conversation else []
    return show_page(
        "plain.html",
        status,
        turns=[turn.as_data() for turn in turns],
        token=issue_token(conversation, desk.door.secret) if conversation else "",
        id=uuid.uuid4().hex,
        with_person=bool(conversation) and desk.door.handoff.status(conversation or "") != NOBODY,
        message=message,
        text=text,
        greeting=desk.greeting,
        notice=current_notice(desk.door.switchboard.now()),
        idle_days=desk.settings.idle_days,
    )


ASK = PlainConnector()
ROUTES: Routes = {"/plain": {"GET": show, "POST": submit}}
