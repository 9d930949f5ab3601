"""The agents' API as Rasa sees it: an input channel below `/agents`, which serves nobody without a token.

docs/handoff.md has the calls. Answers are JSON; `wait` in a query holds an answer until something is new.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.agents.api import ROUTES, ApiError
from bot.channels.base.door import Door, Handler, open_door
from bot.errors import MissiError
from bot.settings import read_settings

logger = logging.getLogger(__name__)
PREFIX = "/agents/api/v1"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class AgentChannel(InputChannel):
    """Where agents, or a help desk, answer citizens in person."""

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return "agents"

    def url_prefix(self) -> str:
        """See parent class."""
        return PREFIX

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """See parent class."""
        routes = Blueprint("missi_agents", __name__)

        @routes.listener("after_server_start")
        async def open_up(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            try:
                open_door(app, on_new_message, read_settings())
            except (MissiError, SQLAlchemyError) as error:
                logger.error("agents.door.shut error=%s", type(error).__name__)

        routes.middleware(_let_in, "request")
        routes.middleware(_add_headers, "response")
        routes.exception(Exception)(_tell)
        for path, methods in ROUTES.items():
            for method, handler in methods.items():
                routes.add_route(handler, path, methods=[method])
        return routes


async def _let_in(request: Request) -> None:
    """Find out which agent asks; nobody else gets any further."""
    door: Door | None = getattr(request.app.ctx, "door", None)
    if door is None:
        raise ApiError(503, "unavailable")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    agents = door.settings.handoff.agents
    # Every token is compared, so that the time it takes tells nothing.
    given = token.encode("utf-8", "replace")
    found = [name for known, name in agents.items() if hmac.compare_digest(known.encode(), given)]
    if scheme.lower() != "bearer" or not found:
        raise ApiError(401, "unauthorized")
    request.ctx.agent = found[0]
    await asyncio.to_thread(door.handoff.agents.note, found[0])


async def _add_headers(_: Request, response: HTTPResponse) -> None:
    response.headers.update(HEADERS)


async def _tell(_: Request, error: Exception) -> HTTPResponse:
    """Whatever fails is told as JSON, and logged without anybody's words."""
    if isinstance(error, ApiError):
        return _error(error.status, error.code)
    if isinstance(error, SanicException):
        code = {404: "not_found", 405: "not_allowed", 413: "too_large"}.get(error.status_code, "bad_request")
        return _error(error.status_code if code != "bad_request" else 400, code)
    logger.error("agents.request.failed error=%s", type(error).__name__)
    return _error(503, "unavailable")


def _error(status: int, code: str) -> HTTPResponse:
    body: dict[str, Any] = {"error": {"code": code}}
    return json(body, status)
