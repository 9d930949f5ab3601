"""Server-sent events: what happens in a conversation, as it happens, in whichever process it does."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from sanic.request import Request

from bot.channels.web.api import read_after
from bot.channels.web.desk import Desk, desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.guard import conversation_of
from bot.channels.web.notices import current_notice
from bot.channels.web.routes import API, Routes
from bot.handoff.handoff import NOBODY

HEARTBEAT_S = 15.0
LOOK_S = 2.0  # a notice is shown within seconds; looking costs nothing, the switches are in memory
STREAM_S = 50.0  # Sanic ends a response after 60 s; the client asks for the next one
MOST_STREAMS = 1000  # of one process; whoever comes later polls
HEADERS = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}


async def stream(request: Request) -> None:
    """Send events until the stream is over, the client is gone, or the conversation is deleted."""
    desk, conversation, after = desk_of(request), conversation_of(request), read_after(request)
    if desk.watcher.listeners >= MOST_STREAMS:
        raise WebError("unavailable", {"Retry-After": "60"})
    response = await request.respond(content_type="text/event-stream; charset=utf-8", headers=HEADERS)
    async for part in tell_events(desk, conversation, after):
        await response.send(part)
    await response.eof()


async def tell_events(
    desk: Desk,
    conversation: str,
    after: int,
    *,
    heartbeat_s: float = HEARTBEAT_S,
    stream_s: float = STREAM_S,
) -> AsyncIterator[str]:
    """Give the events of a conversation behind a turn's number, as they are written to the stream."""
    ends = time.monotonic() + stream_s
    typing, notice, person = 0, None, NOBODY
    yield ": hello\n\n"
    with desk.watcher.listening(conversation) as changed:
        while time.monotonic() < ends:
            changed.clear()
            if not desk.door.conversations.is_open(conversation):
                yield _event("deleted", {})
                return
            turns, pending = await desk.history.answered(conversation, after)
            for turn in turns:
                after = turn.seq
                yield _event("turn", turn.as_data(), after)
            if pending and pending.seq > typing:
                typing = pending.seq
                question = None if pending.question is None else {"text": pending.question}
                yield _event("typing", {"seq": pending.seq, "id": pending.message, "question": question})
            beat = time.monotonic() + heartbeat_s
            while not changed.is_set() and time.monotonic() < min(beat, ends):
                if (latest := current_notice(desk.door.switchboard.now())) != notice:
                    notice = latest
                    yield _event("notice", {"notice": notice})
                if (
                    desk.door.handoff.is_staffed
                    and (stands := desk.door.handoff.status(conversation)) != person
                ):
                    person = stands
                    yield _event("person", person)
                await _wait(changed, min(LOOK_S, beat - time.monotonic(), ends - time.monotonic()))
            if not changed.is_set():
                yield ": still here\n\n"


async def _wait(changed: asyncio.Event, seconds: float) -> None:
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(changed.wait(), max(0.0, seconds))


def _event(name: str, data: dict[str, Any], number: int | None = None) -> str:
    told = "" if number is None else f"id: {number}\n"
    return f"event: {name}\n{told}data: {json.dumps(data)}\n\n"


ROUTES: Routes = {f"{API}/events": {"GET": stream}}
