"""The Apple channel as Rasa sees it: `POST /webhooks/apple/message`, and the page for registration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.channels.apple import landing
from bot.channels.apple.connector import AppleConnector
from bot.channels.apple.gateway import NAME, Gateway
from bot.channels.apple.inbound import Inbound, destination_of, read_inbound, read_json, source_of
from bot.channels.apple.settings import AppleSettings, read_apple
from bot.channels.apple.tokens import require_token
from bot.channels.apple.triggers import is_stop
from bot.channels.base.door import Door
from bot.channels.base.outgoing import close_outgoing, outgoing_of
from bot.channels.base.senders import pseudonym
from bot.channels.base.webhook import Rejected, Webhook
from bot.settings import Settings

MESSAGES = frozenset({"text", "interactive"})


class AppleChannel(Webhook):
    """Apple Messages for Business."""

    channel = NAME
    needs = "MISSI_APPLE_MSP_ID"
    paths = ("/message",)

    @classmethod
    def read(cls, environment: Mapping[str, str], settings: Settings) -> AppleSettings | None:
        """See parent class."""
        return read_apple(environment, settings)

    def connect(self, chosen: AppleSettings, door: Door) -> Mapping[str, AppleConnector]:
        """See parent class."""
        outgoing = outgoing_of(door.app)
        connector = AppleConnector(door, outgoing, Gateway(chosen, outgoing))
        door.voices[NAME] = connector.speak
        return {self.paths[0]: connector}

    def add_routes(self, routes: Blueprint, chosen: AppleSettings, settings: Settings) -> None:
        """See parent class."""
        routes.listener("before_server_stop")(close_outgoing)
        landing.add_routes(routes, chosen.business_ids, settings.operations_token)

    async def take(self, request: Request, connector: Any) -> HTTPResponse:
        """See parent class; refusals come in the order 401, 403, 404, 400, and then all is taken at once."""
        settings = connector.gateway.settings
        if settings.verifies:
            require_token(request.headers.get("authorization"), settings)
        if destination_of(request.headers) not in settings.business_ids:
            raise Rejected(404, "unknown")
        sender = pseudonym(NAME, source_of(request.headers), connector.door.secret)
        await _work(read_inbound(request.headers, read_json(request.body), sender), connector)
        return empty(200)


async def _work(inbound: Inbound, connector: AppleConnector) -> None:
    if inbound.kind == "close":
        await connector.leave(inbound.sender)
    elif inbound.kind not in MESSAGES or inbound.is_tapback:
        return  # nobody waits for a word
    elif is_stop(inbound.text):
        await connector.stop(inbound)
    elif inbound.has_files and not inbound.text:
        connector.refuse_files(inbound)
    elif inbound.reference is not None:
        connector.door.go_on(_fetch(inbound, connector))
    else:
        await _hand_over(inbound, connector)


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
