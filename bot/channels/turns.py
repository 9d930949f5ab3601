"""One turn, the same for every channel: understand, answer within a deadline, excuse, and the reply contract.

Takes Rasa's message and the handler behind it, gives an Answer whatever fails; called by the channels.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.channels.contract import build_contract
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


@dataclass(frozen=True)
class Answer:
    """What a turn gives: messages with `text` and perhaps `buttons`, and the reply contract."""

    messages: list[dict[str, Any]]
    contract: dict[str, Any]


class Turns:
    """Takes turns; a citizen always gets a reply with a way forward."""

    def __init__(self) -> None:
        self.phrases = read_phrases()
        tune_rasa()

    async def take(self, message: UserMessage, agent: Agent, handle: Handler) -> Answer:
        """Return the answer to a message whose output channel collects what is said."""
        if not message.text:
            return self.say("utter_empty", "refuse")
        try:
            await _understand(message, agent)
            deadline = DANGER_DEADLINE_S if _intent(message) in DANGERS else DEADLINE_S
            turn = asyncio.ensure_future(handle(message))
            await asyncio.wait_for(asyncio.shield(turn), deadline)
        except Exception as error:  # whatever failed, the citizen gets a reply
            logger.error("channel.turn.failed error=%s", type(error).__name__)
        output = message.output_channel.messages
        messages = [m for m in output if "custom" not in m]
        if not messages:
            return self._excuse(message)
        for told in messages:
            told.get("buttons", []).sort(key=lambda b: b.get("payload") in LAST_PAYLOADS)
        parts = [m["custom"] for m in output if "custom" in m]
        texts = [m.get("text", "") for m in messages]
        return Answer(messages, build_contract(parts, message.parse_data or {}, texts))

    def say(
        self,
        phrase: str,
        outcome: str,
        parse: Mapping[str, Any] = MappingProxyType({}),
        records: Sequence[str] = (),
    ) -> Answer:
        """The answer of one response of `domain.yml`, said by the channel itself."""
        text = self.phrases[phrase]
        contract = build_contract([{"outcome": outcome, "records": records}], parse, [text])
        return Answer([{"text": text}], contract)

    def _excuse(self, message: UserMessage) -> Answer:
        """What is said when the assistant gave no reply: in danger still the number."""
        parse = message.parse_data or {}
        if _intent(message) in DANGERS:
            phrase, record = DANGERS[_intent(message)]
            return self.say(phrase, "safety", parse, [record])
        return self.say("utter_error", "error", parse)


async def _understand(message: UserMessage, agent: Agent) -> None:
    """Understand the message once, here, so that the contract can tell its intent."""
    if agent.processor is not None:
        message.parse_data = await agent.processor.parse_message(message)


def _intent(message: UserMessage) -> str:
    return ((message.parse_data or {}).get("intent") or {}).get("name") or ""
