"""What a request must be to be served, and the headers that every response carries."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.base.addresses import find_address
from bot.channels.base.bodies import read_body
from bot.channels.base.headers import HEADERS
from bot.channels.web.desk import desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.tokens import read_token
from bot.settings import WebSettings

MAX_BODY_BYTES = 16 * 1024  # 1,000 characters, each as an escaped pair of surrogates, and what surrounds them
COUNTED_AT_THE_DOOR = ("/messages", "/plain")  # which lets through whoever is in danger
OTHERS_PER_MESSAGE = 10  # looks, suggestions, and lists that go with a message
_OWN_HEADERS = HEADERS | {"Vary": "Origin"}
ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Expose-Headers": "Retry-After",
    "Access-Control-Max-Age": "600",
}


async def let_in(request: Request) -> None:
    """Read the body; raises WebError `origin` for strangers' pages, Refused `rate_limited` or `too_large`."""
    desk = desk_of(request)
    origin = request.headers.get("origin")
    if origin and not _is_ours(request, origin, desk.settings):
        raise WebError("origin")
    if not (request.method == "POST" and request.path.endswith(COUNTED_AT_THE_DOOR)):
        most = desk.settings.address_rate * OTHERS_PER_MESSAGE
        desk.door.limiter.count("any", address_of(request), most)
    if request.method != "GET":
        request.body = await read_body(request, MAX_BODY_BYTES)


async def add_headers(request: Request, response: HTTPResponse) -> None:
    """Add what protects citizens; other origins are named only when they may embed the widget."""
    for name, value in _OWN_HEADERS.items():
        response.headers.setdefault(name, value)
    origin = request.headers.get("origin", "")
    desk = getattr(request.app.ctx, "web", None)
    if desk and origin.lower() in desk.settings.origins:
        response.headers.update(ALLOWED | {"Access-Control-Allow-Origin": origin})


def conversation_of(request: Request) -> str:
    """Return the open conversation whose token came along; raises WebError `unauthorized`."""
    conversation = bearer_of(request)
    require_open(request, conversation)
    return conversation


def bearer_of(request: Request) -> str:
    """Return the conversation whose token came along, open or not; raises WebError `unauthorized`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return conversation_in(request, token if scheme.lower() == "bearer" else "")


def conversation_in(request: Request, token: str) -> str:
    """Return the conversation of a token of ours; raises WebError `unauthorized`."""
    conversation = read_token(token, desk_of(request).door.secret)
    if conversation is None:
        raise WebError("unauthorized")
    return conversation


def require_open(request: Request, conversation: str) -> None:
    """Raise WebError `unauthorized` when a conversation is over."""
    if not desk_of(request).door.conversations.is_open(conversation):
        raise WebError("unauthorized")


def address_of(request: Request) -> str:
    """Return who asks: the nearest address that is no proxy of ours."""
    return find_address(request, desk_of(request).settings.proxies)


def read_json(request: Request) -> dict[str, Any]:
    """Return the JSON object of the body; raises WebError for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise WebError("unsupported_type")
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        raise WebError("bad_request") from None
    if not isinstance(data, dict):
        raise WebError("bad_request")
    return data


def _is_ours(request: Request, origin: str, settings: WebSettings) -> bool:
    """Whether pages of this origin may talk to us: those of the host we are reached at, or named ones."""
    return origin.lower() in settings.origins or urlsplit(origin).netloc == request.headers.get("host")
