"""A conversation to take along: as text, as a page that needs nothing else, or as data."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.channels.base.turns import Turn
from bot.channels.web.desk import desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.guard import conversation_of
from bot.channels.web.pages import render
from bot.channels.web.routes import API, Routes

MEDIA_TYPES = {
    "text": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
_ENDINGS = {"text": "txt"}


async def transcript(request: Request) -> HTTPResponse:
    """Send the conversation as a file."""
    return await send_transcript(request, conversation_of(request), request.args.get("format", "text"))


async def send_transcript(request: Request, conversation: str, form: str) -> HTTPResponse:
    """Return the file of a conversation in one of MEDIA_TYPES; raises WebError `bad_request` for others."""
    if form not in MEDIA_TYPES:
        raise WebError("bad_request")
    turns, _ = await desk_of(request).history.answered(conversation, 0)
    name = f"missi-conversation.{_ENDINGS.get(form, form)}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return raw(write_transcript(turns, form).encode(), headers=headers, content_type=MEDIA_TYPES[form])


def write_transcript(turns: Sequence[Turn], form: str) -> str:
    """Return the turns as `text`, `html`, or `json`."""
    told = [turn.as_data() for turn in turns]
    if form == "json":
        return json.dumps({"turns": told}, indent=2, ensure_ascii=False)
    return render(f"transcript.{_ENDINGS.get(form, form)}", turns=told)


ROUTES: Routes = {f"{API}/transcript": {"GET": transcript}}
