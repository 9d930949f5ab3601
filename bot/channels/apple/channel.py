"""The Apple channel as Rasa sees it: `POST /webhooks/apple/message`, and the page for registration."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import replace

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.apple import landing
from bot.channels.apple.connector import AppleConnector
from bot.channels.apple.gateway import NAME, Gateway
from bot.channels.apple.inbound import (
    MOST_BYTES,
    Inbound,
    destination_of,
    read_inbound,
    read_json,
    source_of,
)
from bot.channels.apple.settings import AppleSettings, read_apple
from bot.channels.apple.tokens import require_token
from bot.channels.apple.triggers import is_stop
from bot.channels.base.answer import Refused
from bot.channels.base.bodies import read_body
from bot.channels.base.door import Handler, open_door
from bot.channels.base.outgoing import outgoing_of
from bot.channels.base.senders import pseudonym
from bot.channels.messaging.rejected import Rejected
from bot.engine.tuning import tune_rasa
from bot.errors import MissiError
from bot.settings import read_settings

logger = logging.getLogger(__name__)
MESSAGES = frozenset({"text", "interactive"})


class AppleChannel(InputChannel):
    """Apple Messages for Business; without its settings nothing is served."""

    def __init__(self) -> None:
        tune_rasa()
        self._settings = read_settings()
        self._apple = read_apple(os.environ, self._settings)

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return NAME

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """See parent class."""
        routes = Blueprint("missi_apple", __name__)
        if self._apple is None:
            return routes
        desk = Desk(self._apple)

        @routes.listener("after_server_start")
        async def open_up(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            try:
                desk.open(app, on_new_message)
            except (MissiError, SQLAlchemyError) as error:
                logger.error("apple.door.shut error=%s", type(error).__name__)

        @routes.listener("before_server_stop")
        async def close(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            await outgoing_of(app).close()

        @routes.route("/message", methods=["POST"], stream=True)
        async def receive(request: Request) -> HTTPResponse:
            try:
                return await desk.receive(request)
            except Rejected as rejected:
                return rejected.response(NAME)

        landing.add_routes(routes, self._apple.business_ids, self._settings.operations_token)
        return routes


class Desk:
    """Takes deliveries in: the order of refusals is 401, 403, 404, 400, and then all is taken at once."""

    def __init__(self, settings: AppleSettings) -> None:
        self._settings = settings
        self.connector: AppleConnector | None = None

    def open(self, app: Sanic, handle: Handler) -> None:
        """Make the connector behind the door of this process."""
        door, outgoing = open_door(app, handle, read_settings()), outgoing_of(app)
        self.connector = AppleConnector(door, outgoing, Gateway(self._settings, outgoing))
        door.voices[NAME] = self.connector.speak

    async def receive(self, request: Request) -> HTTPResponse:
        """Return what Apple gets; raises Rejected."""
        if self.connector is None:
            raise Rejected(500, "unavailable")  # Apple sends it again
        if self._settings.verifies:
            require_token(request.headers.get("authorization"), self._settings)
        if destination_of(request.headers) not in self._settings.business_ids:
            raise Rejected(404, "unknown")
        sender = pseudonym(NAME, source_of(request.headers), self.connector.door.secret)
        try:
            body = await read_body(request, MOST_BYTES)
        except Refused:
            raise Rejected(413, "too_large") from None
        inbound = read_inbound(request.headers, read_json(body), sender)
        return await self._take(inbound, self.connector)

    async def _take(self, inbound: Inbound, connector: AppleConnector) -> HTTPResponse:
        if inbound.kind == "close":
            await connector.leave(inbound.sender)
        elif inbound.kind not in MESSAGES or inbound.is_tapback:
            pass  # nobody waits for a word
        elif is_stop(inbound.text):
            await connector.stop(inbound)
        elif inbound.has_files and not inbound.text:
            connector.refuse_files(inbound)
        elif inbound.reference is not None:
            connector.door.go_on(_fetch(inbound, connector))
        else:
            await _hand_over(inbound, connector)
        return empty(200)


async def _hand_over(inbound: Inbound, connector: AppleConnector) -> None:
    connector.remember(inbound)
    connector.announce(inbound)
    await connector.door.receive(inbound, connector)


async def _fetch(inbound: Inbound, connector: AppleConnector) -> None:
    """Hand over a pick that was too large to be delivered whole; without it there is but its title."""
    reference = inbound.reference or {}
    found = await connector.gateway.fetch(reference, inbound.address["business"])
    title_only = {"data": {"replyMessage": {"title": reference.get("title")}}}
    await _hand_over(replace(inbound, interactive=found or title_only), connector)
