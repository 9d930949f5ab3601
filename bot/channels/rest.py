"""The REST channel at Rasa's own path (`POST /webhooks/rest/webhook`): the reply contract on every turn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.contract import build_contract
from bot.channels.incoming import Incoming, read_incoming
from bot.channels.phrases import read_phrases
from bot.engine.tuning import tune_rasa

logger = logging.getLogger(__name__)
DEADLINE_S = 12.0
DANGER_DEADLINE_S = 3.0  # whoever is in danger gets the number by then, even if an earlier turn still hangs
DANGERS = {
    "report_emergency": ("utter_emergency", "service:emergency-911"),
    "report_crisis": ("utter_crisis", "service:crisis-988"),
    "report_poisoning": ("utter_poisoning", "service:poison"),
    "report_abuse": ("utter_abuse", "service:child-abuse"),
    "report_domestic_violence": ("utter_domestic_violence", "service:domestic-violence"),
}
"""What is said in danger when the assistant itself does not answer."""
LAST_PAYLOADS = ("/none_of_these", "/browse_topic", "/ask_person")
Handler = Callable[[UserMessage], Awaitable[Any]]


class RestChannel(InputChannel):
    """JSON in, JSON out; a citizen always gets a reply with a way forward."""

    def __init__(self) -> None:
        self._phrases = read_phrases()
        tune_rasa()

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
        if not incoming.text:
            return self._fixed(incoming, "utter_empty", "refuse")
        output = CollectingOutputChannel()
        message = UserMessage(incoming.text, output, incoming.sender, input_channel=self.name())
        try:
            await _understand(message, app.ctx.agent)
            deadline = DANGER_DEADLINE_S if _intent(message) in DANGERS else DEADLINE_S
            turn = asyncio.ensure_future(handle(message))
            await asyncio.wait_for(asyncio.shield(turn), deadline)
        except Exception as error:  # whatever failed, the citizen gets a reply
            logger.error("channel.turn.failed error=%s", type(error).__name__)
        messages = [m for m in output.messages if "custom" not in m]
        if not messages:
            return self._excuse(incoming, message)
        for told in messages:
            told.get("buttons", []).sort(key=lambda b: b.get("payload") in LAST_PAYLOADS)
        parts = [m["custom"] for m in output.messages if "custom" in m]
        texts = [m.get("text", "") for m in messages]
        contract = build_contract(parts, message.parse_data or {}, texts)
        return [*messages, {"recipient_id": incoming.sender, "custom": contract}]

    def _excuse(self, incoming: Incoming, message: UserMessage) -> list[dict[str, Any]]:
        """What is said when the assistant gave no reply: in danger still the number."""
        parse = message.parse_data or {}
        if _intent(message) in DANGERS:
            phrase, record = DANGERS[_intent(message)]
            return self._fixed(incoming, phrase, "safety", parse, [record])
        return self._fixed(incoming, "utter_error", "error", parse)

    def _fixed(
        self,
        incoming: Incoming,
        phrase: str,
        outcome: str,
        parse: Mapping[str, Any] = MappingProxyType({}),
        records: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        text = self._phrases[phrase]
        contract = build_contract([{"outcome": outcome, "records": records}], parse, [text])
        recipient = {"recipient_id": incoming.sender}
        return [recipient | {"text": text}, recipient | {"custom": contract}]


async def _understand(message: UserMessage, agent: Agent) -> None:
    """Understand the message once, here, so that the contract can tell its intent."""
    if agent.processor is not None:
        message.parse_data = await agent.processor.parse_message(message)


def _intent(message: UserMessage) -> str:
    return ((message.parse_data or {}).get("intent") or {}).get("name") or ""
