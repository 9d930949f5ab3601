"""The REST channel at Rasa's own path (`POST /webhooks/rest/webhook`): the reply contract on every turn."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from dataclasses import replace
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Answer, Phrasebook
from bot.channels.base.bodies import read_body
from bot.channels.base.connector import Connector
from bot.channels.base.door import Handler, open_door
from bot.channels.base.limits import group_address
from bot.channels.base.message import Message, Said
from bot.channels.base.phrases import read_responses
from bot.channels.base.senders import OWN_PREFIXES
from bot.engine.tuning import tune_rasa
from bot.errors import MissiError
from bot.settings import read_settings

logger = logging.getLogger(__name__)
MAX_BODY_BYTES = 256 * 1024
MAX_SENDER = 200
DEFAULT_SENDER = "default"
OWN_ADDRESSES = ("127.0.0.1", "::1", "")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RestConnector(Connector):
    """JSON in, JSON out; the messages of one turn, the contract last."""

    name = "rest"
    takes_payloads_as_text = True

    async def parse(self, request: Request) -> Said:
        """See parent class."""
        said = read_said(await read_body(request, MAX_BODY_BYTES))
        if request.ip not in OWN_ADDRESSES:
            return replace(said, address=group_address(request.ip))
        # A program of this machine, or a proxy on it, speaks for many citizens.
        return replace(said, is_counted="x-forwarded-for" in request.headers)

    def render(self, answer: Answer, message: Message) -> list[dict[str, Any]]:
        """See parent class."""
        recipient = {"recipient_id": message.sender or DEFAULT_SENDER}
        return [recipient | dict(told) for told in (*answer.messages, {"custom": answer.contract})]

    async def reply(self, rendered: Any, message: Message) -> HTTPResponse:
        """See parent class."""
        return response.json(rendered)


class RestChannel(InputChannel):
    """A citizen always gets a reply with a way forward."""

    def __init__(self) -> None:
        tune_rasa()

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return RestConnector.name

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """See parent class."""
        routes, connector = Blueprint("missi_rest", __name__), RestConnector()

        @routes.listener("after_server_start")
        async def open_up(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            try:
                open_door(app, on_new_message, read_settings())
            except (MissiError, SQLAlchemyError) as error:
                logger.error("rest.door.shut error=%s", type(error).__name__)

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"], stream=True)
        async def receive(request: Request) -> HTTPResponse:
            door = getattr(request.app.ctx, "door", None)
            if door is None:
                excuse = Phrasebook(read_responses()).say("utter_error", "error")
                return response.json(connector.render(excuse, Message(request, connector)))
            told: HTTPResponse = await door.receive(request, connector)
            return told

        return routes


def read_said(body: bytes) -> Said:
    """Return the message in a JSON body `{"sender", "message"}`; anything unusable counts as no words.

    An `id` may come along: the same message sent again then gets the same reply.
    """
    try:
        data = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        data = {}
    if not isinstance(data, dict):
        data = {}
    message, identity = data.get("message"), data.get("id")
    return Said(
        sender=_clean_sender(data.get("sender")),
        text=message if isinstance(message, str) else "",
        id=identity if isinstance(identity, str) and _ID.fullmatch(identity) else None,
    )


def _clean_sender(sender: object) -> str:
    """Cut to MAX_SENDER and leave out what the database or UTF-8 cannot take: NUL, halves of surrogates.

    Nobody here can name a conversation of a channel that proves who speaks.
    """
    name = "".join(c for c in str(sender)[:MAX_SENDER] if c.isprintable()) if sender else ""
    while name.startswith(OWN_PREFIXES):
        name = name.partition("-")[2]
    return name or DEFAULT_SENDER
