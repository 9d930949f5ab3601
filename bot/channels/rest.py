"""The REST channel at Rasa's own path (`POST /webhooks/rest/webhook`): the reply contract on every turn."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.incoming import Incoming, read_incoming
from bot.channels.turns import Handler, Turns


class RestChannel(InputChannel):
    """JSON in, JSON out; a citizen always gets a reply with a way forward."""

    def __init__(self) -> None:
        self._turns = Turns()

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return "rest"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """See parent class."""
        routes = Blueprint("missi_rest", __name__)

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            incoming = read_incoming(request.body)
            return response.json(await self.reply(incoming, request.app, on_new_message))

        return routes

    async def reply(self, incoming: Incoming, app: Sanic, handle: Handler) -> list[dict[str, Any]]:
        """Return the messages of one turn, the contract last."""
        output = CollectingOutputChannel()
        message = UserMessage(incoming.text, output, incoming.sender, input_channel=self.name())
        answer = await self._turns.take(message, app.ctx.agent, handle)
        recipient = {"recipient_id": incoming.sender}
        return [recipient | told for told in (*answer.messages, {"custom": answer.contract})]
