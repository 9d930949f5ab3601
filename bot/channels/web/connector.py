"""The web channel at the front door: what comes from the API, from the plain page, and from their buttons."""

from __future__ import annotations

import logging
import uuid
from functools import partial
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Answer, Refused
from bot.channels.base.connector import Connector
from bot.channels.base.message import Message, Said
from bot.channels.base.turns import Turn
from bot.channels.web.desk import NAME, desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.guard import address_of, bearer_of, read_json, require_open
from bot.channels.web.questions import read_question

logger = logging.getLogger(__name__)
RESTART = "/restart"


class ApiConnector(Connector):
    """`POST /messages`: the turn of a message as JSON."""

    name = NAME
    opens_conversations = False

    async def verify(self, request: Request) -> None:
        """See parent class."""
        request.ctx.conversation = bearer_of(request)
        try:
            require_open(request, request.ctx.conversation)
        except SQLAlchemyError as error:  # whoever is in danger needs no database
            logger.error("web.verify.failed error=%s", type(error).__name__)

    async def parse(self, request: Request) -> Said:
        """See parent class."""
        desk, conversation = desk_of(request), request.ctx.conversation
        turns = partial(desk.door.conversations.turns, conversation)
        return read_question(
            read_json(request), conversation, turns, desk.catalog, address=address_of(request)
        )

    def render(self, answer: Answer, message: Message) -> dict[str, Any]:
        """See parent class."""
        desk = desk_of(message.request)
        if message.said.payload == RESTART:  # nobody asked anything: the answer is a greeting
            answer = desk.door.phrasebook.say("utter_greet", "smalltalk")
        return desk.build(answer)

    async def reply(self, rendered: Any, message: Message) -> HTTPResponse:
        """See parent class."""
        return json({"turn": show_turn(rendered, message)})

    async def refuse(self, refused: Refused, answer: Answer, message: Message) -> HTTPResponse:
        """See parent class; the page tells what to do in an error's own words."""
        raise WebError.of(refused)


class RestartConnector(ApiConnector):
    """`POST /restart`: the assistant forgets what was talked about, and greets."""

    async def parse(self, request: Request) -> Said:
        """See parent class."""
        return read_restart(request.ctx.conversation, address_of(request))


def read_restart(conversation: str, address: str) -> Said:
    """What the button that starts over says."""
    return Said(conversation, "", id=uuid.uuid4().hex, payload=RESTART, is_silent=True, address=address)


def show_turn(rendered: Any, message: Message) -> dict[str, Any]:
    """The Turn of the API; without a number when it could not be kept."""
    if message.turn:
        return message.turn.as_data()
    return Turn.unkept(message.sender, message.said.id or "", message.text, rendered).as_data()
