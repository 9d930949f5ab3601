"""The step `hand_to_rasa`: the assistant answers within a deadline, or the door excuses it.

Whether it fails, hangs, or says nothing: the citizen gets a reply with a way forward, in danger the number.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Answer
from bot.channels.base.contract import build_contract
from bot.channels.base.message import Message
from bot.nlu.arbiter import DANGERS
from bot.retention.removal import remove

if TYPE_CHECKING:
    from bot.channels.base.door import Door

logger = logging.getLogger(__name__)
DANGER_DEADLINE_S = 1.5  # whoever is in danger has the number within 3 s, even if all else hangs
SAFETY = "safety"
LOOK_S = 0.05
LAST_PAYLOADS = ("/none_of_these", "/browse_topic", "/ask_person")


async def hand_to_rasa(message: Message, door: Door) -> None:
    """Ask the assistant; a danger that a rule found is the intent, whatever the model would say."""
    if not message.text:
        message.answer = door.phrasebook.say("utter_empty", "refuse")
        return
    output = CollectingOutputChannel()
    said = message.said
    asked = UserMessage(
        message.text, output, said.sender, input_channel=message.connector.name, metadata=dict(said.metadata)
    )
    is_late = False
    try:
        asked.parse_data = (
            _parse_danger(message) if message.danger else await _understand(asked, door.app.ctx.agent)
        )
        deadline = DANGER_DEADLINE_S if _intent(asked) in DANGERS else message.connector.deadline_s
        turn = door.go_on(_take_turn(message, door, asked))
        await asyncio.wait_for(asyncio.shield(turn), deadline)
    except asyncio.TimeoutError:
        is_late = True
        logger.error("door.turn.late channel=%s", message.connector.name)
    except Exception as error:  # whatever failed, the citizen gets a reply
        logger.error("door.turn.failed error=%s", type(error).__name__)
    told = [dict(one) for one in output.messages]
    answer = _answer(told, asked)
    if answer and message.danger and answer.contract["outcome"] != SAFETY:
        answer = None  # whatever a model and its stories have learned to say
    message.answer = answer or _excuse(message, door, asked, is_late=is_late)


async def _understand(asked: UserMessage, agent: Agent) -> dict[str, Any] | None:
    """Understand the message once, here, so that the contract can tell its intent."""
    if agent.processor is None:
        return None
    parse: dict[str, Any] = await agent.processor.parse_message(asked)
    return parse


def _parse_danger(message: Message) -> dict[str, Any]:
    """What the model would give, had it understood the danger."""
    intent = {"name": message.danger, "confidence": 1.0}
    return {"text": message.text, "intent": intent, "intent_ranking": [intent], "entities": []}


async def _take_turn(message: Message, door: Door, asked: UserMessage) -> None:
    """Let Rasa handle the message once those before it are answered."""
    while message.turn and not door.conversations.is_next(message.turn):
        await asyncio.sleep(LOOK_S)
    try:
        await door.handle(asked)
    finally:
        if message.turn and not _is_open(message, door):
            # Deleted meanwhile: Rasa has just kept what was said.
            await asyncio.to_thread(remove, door.engine, message.sender)


def _is_open(message: Message, door: Door) -> bool:
    try:
        return door.conversations.is_open(message.sender)
    except SQLAlchemyError:  # nothing can be deleted then either; the sweep finds what was kept
        return True


def _answer(output: list[dict[str, Any]], asked: UserMessage) -> Answer | None:
    """What the assistant said, and the contract of it; None when it said nothing."""
    messages = [one for one in output if "custom" not in one]
    if not messages:
        return None
    for told in messages:
        told.get("buttons", []).sort(key=lambda button: button.get("payload") in LAST_PAYLOADS)
    parts = [one["custom"] for one in output if "custom" in one]
    texts = [told.get("text", "") for told in messages]
    effect = parts[0].get("effect") if parts else None
    return Answer(messages, build_contract(parts, asked.parse_data or {}, texts), effect)


def _excuse(message: Message, door: Door, asked: UserMessage, *, is_late: bool) -> Answer:
    """What is said when the assistant gave no reply: in danger still the number."""
    parse = asked.parse_data or {}
    if _intent(asked) in DANGERS:
        return door.phrasebook.warn(_intent(asked), parse)
    return door.phrasebook.say(message.connector.overdue if is_late else "utter_error", "error", parse)


def _intent(asked: UserMessage) -> str:
    return ((asked.parse_data or {}).get("intent") or {}).get("name") or ""
