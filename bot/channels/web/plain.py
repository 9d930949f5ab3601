"""The conversation as pages that need no JavaScript: every button is a form, which a page answers."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from functools import partial
from urllib.parse import parse_qsl

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.web.answering import RESTART
from bot.channels.web.api import begin
from bot.channels.web.conversations import Question
from bot.channels.web.desk import desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.guard import count_message, require_conversation
from bot.channels.web.notices import current_notice
from bot.channels.web.pages import show_page
from bot.channels.web.questions import read_question
from bot.channels.web.routes import Routes
from bot.channels.web.tokens import issue_token
from bot.channels.web.transcripts import send_transcript
from bot.channels.web.words import read_words

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 10


async def show(request: Request) -> HTTPResponse:
    """The page before the first question, which begins a conversation."""
    return _page(request, None)


async def submit(request: Request) -> HTTPResponse:
    """Do what a form asks for; what goes wrong is told on the page, which keeps the words."""
    fields: Mapping[str, str] = {}
    conversation = None
    try:
        fields = _read_form(request)
        if fields.get("token"):
            conversation = require_conversation(request, fields["token"])
        if fields.get("do") == "delete" and conversation:
            await asyncio.to_thread(desk_of(request).conversations.delete, conversation)
            return _page(request, None, message=read_words().pages["deleted"])
        if fields.get("do") in ("text", "html") and conversation:
            return send_transcript(request, conversation, fields["do"])
        conversation = conversation or begin(request)[0]
        await _ask(request, conversation, fields)
    except WebError as error:
        if error.code == "unauthorized":
            return _page(request, None, error.status, message=read_words().pages["ended"])
        response = _page(request, conversation, error.status, message=error.text, text=fields.get("text", ""))
        response.headers.update(error.headers)
        return response
    return _page(request, conversation)


async def _ask(request: Request, conversation: str, fields: Mapping[str, str]) -> None:
    desk = desk_of(request)
    count_message(request, conversation)
    if fields.get("do") == "restart":
        question = Question(uuid.uuid4().hex, None, RESTART)
    else:
        asked = {name: fields[name] for name in ("id", "text", "choice") if name in fields}
        turns = partial(desk.conversations.turns, conversation)
        question = read_question({"id": uuid.uuid4().hex} | asked, turns, desk.catalog)
    await desk.answering.answer(conversation, question)


def _read_form(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise WebError("unsupported_type")
    try:
        return dict(parse_qsl(request.body.decode(), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise WebError("bad_request") from None


def _page(
    request: Request, conversation: str | None, status: int = 200, *, message: str = "", text: str = ""
) -> HTTPResponse:
    desk = desk_of(request)
    turns = desk.answering.answered(conversation, 0)[0] if conversation else []
    return show_page(
        "plain.html",
        status,
        turns=[turn.as_data() for turn in turns],
        token=issue_token(conversation, desk.secret) if conversation else "",
        id=uuid.uuid4().hex,
        message=message,
        text=text,
        greeting=desk.greeting,
        notice=current_notice(desk.switchboard.now()),
        idle_days=desk.settings.idle_days,
    )


ROUTES: Routes = {"/plain": {"GET": show, "POST": submit}}
