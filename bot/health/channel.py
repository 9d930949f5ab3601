"""The routes of health and metrics, and the headers of every route, also of Rasa's own.

A channel nobody talks over: listing it in `credentials.yml` is how Rasa lets us add routes to its server.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from ipaddress import ip_address

from prometheus_client import CONTENT_TYPE_LATEST
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.door import Door, Handler
from bot.channels.base.headers import Headers
from bot.health.checks import OK, check_all, is_ready
from bot.health.errors import count_errors
from bot.health.metrics import metrics
from bot.health.queue import read_queue
from bot.settings import read_settings

logger = logging.getLogger(__name__)
NAME = "health"
PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class HealthChannel(InputChannel):
    """`/health/live`, `/health/ready`, `/metrics`."""

    def __init__(self) -> None:
        self._settings = read_settings()

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return NAME

    def url_prefix(self) -> str:
        """See parent class."""
        return "/"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """See parent class."""
        routes, token = Blueprint("missi_health", __name__), self._settings.operations_token

        @routes.listener("before_server_start")
        async def open_up(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            app.register_middleware(Headers(self._settings).add, "response")
            count_errors()

        @routes.route("/health/live", methods=["GET"])
        async def live(_: Request) -> HTTPResponse:
            return response.json({"status": OK})

        @routes.route("/health/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            if not may_see(request, token):
                return response.json({"status": "forbidden"}, 403)
            checks = await check_all(getattr(request.app.ctx, "agent", None))
            told = {"status": OK if is_ready(checks) else "failing", "checks": checks}
            return response.json(told, 200 if is_ready(checks) else 503)

        @routes.route("/metrics", methods=["GET"])
        async def tell(request: Request) -> HTTPResponse:
            if not may_see(request, token):
                return response.json({"status": "forbidden"}, 403)
            body = await asyncio.to_thread(_tell, getattr(request.app.ctx, "door", None))
            return response.raw(body, content_type=CONTENT_TYPE_LATEST)

        return routes


def _tell(door: Door | None) -> bytes:
    """Everything that is known; without its database the queue is left out."""
    try:
        others = [read_queue(door.engine)] if door else []
    except SQLAlchemyError as error:
        logger.error("health.queue.failed error=%s", type(error).__name__)
        others = []
    return metrics().tell(*others)


def may_see(request: Request, token: str | None) -> bool:
    """Whether who asks has the token, or is on this machine and not behind a proxy."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    is_ours = token and hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())
    if is_ours and scheme.lower() == "bearer":
        return True
    is_passed_on = any(name in request.headers for name in PASSED_ON)
    return not is_passed_on and ip_address(request.ip).is_loopback
