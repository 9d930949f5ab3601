"""A channel that a vendor calls by HTTP, as Rasa sees it: routes that lead to the front door.

Without its settings a channel serves nobody, and one line of the log says so. With half of them it serves
nobody either, and in production the assistant does not start.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Refused
from bot.channels.base.bodies import read_body
from bot.channels.base.connector import Connector
from bot.channels.base.door import Door, Handler, open_door
from bot.engine.tuning import tune_rasa
from bot.errors import MissiError, SettingError
from bot.health.metrics import metrics
from bot.settings import Settings, read_settings

logger = logging.getLogger(__name__)
MAX_BODY_BYTES = 256 * 1024


class Rejected(Exception):
    """A request that gets no reply: it is not the vendor's, or is of no use.

    Args:
        status: of the HTTP response, whose body is empty.
        reason: a word or two for the metrics, nothing of what was sent.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Webhook(InputChannel):
    """A subclass says what it is called, what it needs, and which connector serves which path."""

    channel: str
    """Its name, and that of its routes below `/webhooks`."""
    needs: str
    """The variable without which it is off."""
    paths: tuple[str, ...] = ("/webhook",)

    def __init__(self) -> None:
        tune_rasa()
        self._connectors: Mapping[str, Connector] = {}

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return cls.channel

    @classmethod
    def read(cls, environment: Mapping[str, str], settings: Settings) -> Any | None:
        """Return the channel's settings, None when it is off; raises SettingError."""
        raise NotImplementedError

    def connect(self, chosen: Any, door: Door) -> Mapping[str, Connector]:
        """Return the connector of each path, made once the door is there."""
        raise NotImplementedError

    async def take(self, request: Request, connector: Any) -> HTTPResponse:
        """Return the response to a request; here each is a message."""
        told: HTTPResponse = await request.app.ctx.door.receive(request, connector)
        return told

    def add_routes(self, routes: Blueprint, chosen: Any, settings: Settings) -> None:
        """Add what the channel serves besides its paths."""

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """See parent class."""
        routes, settings = Blueprint(f"missi_{self.channel}", __name__), read_settings()
        chosen = self._choose(settings)
        if chosen is None:
            return routes

        @routes.listener("after_server_start")
        async def open_up(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            try:
                self._connectors = self.connect(chosen, open_door(app, on_new_message, settings))
            except (MissiError, SQLAlchemyError) as error:
                logger.error("webhook.shut channel=%s error=%s", self.channel, type(error).__name__)

        for path in self.paths:
            routes.add_route(self._serve(path), path, methods=["POST"], name=path.strip("/"), stream=True)
        self.add_routes(routes, chosen, settings)
        return routes

    def _choose(self, settings: Settings) -> Any | None:
        try:
            chosen = self.read(os.environ, settings)
        except SettingError as error:
            if settings.is_production:
                raise
            logger.error("webhook.off channel=%s error=%s", self.channel, error)
            return None
        if chosen is None:
            logger.info("%s.off missing=%s", self.channel, self.needs)
        return chosen

    def _serve(self, path: str) -> Callable[[Request], Any]:
        async def receive(request: Request) -> HTTPResponse:
            connector = self._connectors.get(path)
            if connector is None:  # for a moment after the start, or without a database
                return empty(503, {"Retry-After": "1"})
            try:
                request.body = await read_body(request, MAX_BODY_BYTES)
                return await self.take(request, connector)
            except Refused as refused:
                rejected = Rejected(413, refused.code)
            except Rejected as error:
                rejected = error
            metrics().refused.labels(connector.name, rejected.reason).inc()
            return empty(rejected.status)

        return receive
