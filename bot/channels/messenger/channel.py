"""The Messenger channel as Rasa sees it: `/webhooks/messenger/webhook`, verified by GET, called by POST."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from functools import partial
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, text

from bot.channels.base.door import Door
from bot.channels.base.outgoing import close_outgoing, outgoing_of
from bot.channels.base.senders import pseudonym
from bot.channels.base.webhook import Webhook
from bot.channels.messenger.connector import NAME, WINDOW_S, MessengerConnector
from bot.channels.messenger.events import read_events
from bot.channels.messenger.settings import MessengerSettings, read_messenger
from bot.channels.messenger.signature import HEADER, require_signature
from bot.settings import Settings


class MessengerChannel(Webhook):
    """Facebook Messenger."""

    channel = NAME
    needs = "MISSI_MESSENGER_APP_SECRET"

    @classmethod
    def read(cls, environment: Mapping[str, str], settings: Settings) -> MessengerSettings | None:
        """See parent class."""
        return read_messenger(environment, settings)

    def connect(self, chosen: MessengerSettings, door: Door) -> Mapping[str, MessengerConnector]:
        """See parent class."""
        connector = MessengerConnector(door, outgoing_of(door.app), chosen)
        door.voices[NAME] = connector.speak
        return {self.paths[0]: connector}

    def add_routes(self, routes: Blueprint, chosen: MessengerSettings, settings: Settings) -> None:
        """See parent class; Meta asks once whether the webhook is ours."""
        routes.listener("before_server_stop")(close_outgoing)

        @routes.route(self.paths[0], methods=["GET"])
        async def confirm(request: Request) -> HTTPResponse:
            given = request.args.get("hub.verify_token", "").encode("utf-8", "replace")
            is_ours = hmac.compare_digest(given, chosen.verify_token.encode())
            if request.args.get("hub.mode") != "subscribe" or not is_ours:
                return empty(403)
            return text(request.args.get("hub.challenge", ""))

    async def take(self, request: Request, connector: Any) -> HTTPResponse:
        """See parent class; all of a batch is taken at once, in order."""
        settings: MessengerSettings = connector.settings
        if settings.verifies:
            require_signature(request.headers.get(HEADER), request.body, settings.app_secret)
        name_sender = partial(_name_sender, secret=connector.door.secret)
        for event in read_events(request.body, name_sender, WINDOW_S):
            connector.remember(event)
            if event.has_files and not event.text:
                connector.refuse_files(event)
            else:
                connector.announce(event)
                await connector.door.receive(event, connector)
        return empty(200)


def _name_sender(citizen: str, secret: str) -> str:
    return pseudonym(NAME, citizen, secret)
