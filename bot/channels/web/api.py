"""The API's calls about one conversation: docs/web-api.md has their forms."""

from __future__ import annotations

import asyncio
import time

from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels.base.cleaning import drop_unseen
from bot.channels.base.door import DAY_S
from bot.channels.base.turns import Turn
from bot.channels.web.connector import ApiConnector, RestartConnector
from bot.channels.web.desk import NAME, Desk, desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.feedback import MOST_COMMENT, VOTES, save_feedback
from bot.channels.web.guard import address_of, conversation_of, read_json
from bot.channels.web.routes import API, Routes
from bot.channels.web.tokens import issue_token
from bot.errors import ConversationError, OversightError
from bot.privacy import mask

ASK, START_OVER = ApiConnector(), RestartConnector()


async def start(request: Request) -> HTTPResponse:
    """Begin a conversation."""
    desk = desk_of(request)
    conversation, token = await begin(request)
    expires = time.gmtime(time.time() + desk.settings.idle_days * DAY_S)
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", expires)
    return json({"token": token, "expires_at": at, "version": desk.files.version}, 201)


async def begin(request: Request) -> tuple[str, str]:
    """Return a new conversation and its token; raises Refused `rate_limited`."""
    desk = desk_of(request)
    desk.door.limiter.count("start", address_of(request), desk.settings.address_rate)
    conversation = await asyncio.to_thread(desk.door.conversations.start, NAME)
    return conversation, issue_token(conversation, desk.door.secret)


async def ask(request: Request) -> HTTPResponse:
    """Answer a message."""
    told: HTTPResponse = await desk_of(request).door.receive(request, ASK)
    return told


async def show(request: Request) -> HTTPResponse:
    """Tell what was answered so far."""
    desk, conversation = desk_of(request), conversation_of(request)
    after = read_after(request)
    turns, _ = await desk.history.answered(conversation, after)
    return json({"turns": [turn.as_data() for turn in turns], "last": turns[-1].seq if turns else after})


async def judge(request: Request) -> HTTPResponse:
    """Keep a vote on a turn, and perhaps a comment."""
    desk, conversation = desk_of(request), conversation_of(request)
    desk.door.limiter.count("session", conversation, desk.settings.session_rate)
    data = read_json(request)
    vote, comment = data.get("vote"), data.get("comment")
    if (vote is not None and vote not in VOTES) or not isinstance(comment, (str, type(None))):
        raise WebError("bad_request")
    if comment and len(comment) > MOST_COMMENT:
        raise WebError("too_long")
    words = mask(drop_unseen(comment or "")).text
    turn = _turn(desk, conversation, data.get("turn"))
    await asyncio.to_thread(save_feedback, desk.engine, turn, vote, words or None)
    return empty()


async def restart(request: Request) -> HTTPResponse:
    """Let the assistant forget what was talked about; what was shown stays."""
    told: HTTPResponse = await desk_of(request).door.receive(request, START_OVER)
    return told


async def delete(request: Request) -> HTTPResponse:
    """Remove a conversation for good."""
    desk, conversation = desk_of(request), conversation_of(request)
    await erase(desk, conversation)
    return empty()


async def erase(desk: Desk, conversation: str) -> None:
    """Remove a conversation; raises WebError `held` when it must be kept."""
    try:
        await asyncio.to_thread(
            desk.door.retention.erase, conversation, who="citizen", why="asked for on the web"
        )
    except OversightError:
        raise WebError("held") from None
    except ConversationError:
        pass  # somebody was first
    desk.watcher.wake(conversation)


def read_after(request: Request) -> int:
    """The number behind which turns are wanted; raises WebError `bad_request`."""
    after = request.args.get("after", "0")
    if not after.isascii() or not after.isdigit() or len(after) > 9:
        raise WebError("bad_request")
    return int(after)


def _turn(desk: Desk, conversation: str, seq: object) -> Turn:
    turn = desk.door.conversations.turn(conversation, seq) if type(seq) is int and 0 < seq < 10**9 else None
    if turn is None or turn.reply is None:
        raise WebError("not_found")
    return turn


ROUTES: Routes = {
    f"{API}/sessions": {"POST": start},
    f"{API}/messages": {"POST": ask, "GET": show},
    f"{API}/feedback": {"POST": judge},
    f"{API}/restart": {"POST": restart},
    f"{API}/conversation": {"DELETE": delete},
}
