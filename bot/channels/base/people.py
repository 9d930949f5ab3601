"""The steps `find_owner`, `check_owner`, `bring_person`: the bot is silent unless it owns the conversation.

What the door asks by itself (a name, a number, a yes to deleting everything) never reaches Rasa.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Answer
from bot.channels.base.cleaning import drop_unseen
from bot.channels.base.duplicates import rest
from bot.channels.base.message import Message
from bot.errors import ConversationError, OversightError
from bot.handoff.handoff import OWN_PAYLOADS, Heard
from bot.handoff.owners import THE_BOTS
from bot.handoff.told import Told

if TYPE_CHECKING:
    from bot.channels.base.door import Door

logger = logging.getLogger(__name__)
MIND_S = 2.0


async def find_owner(message: Message, door: Door) -> None:
    """Look up who owns the conversation, and what the door has asked in it.

    A database that cannot be read leaves it to the bot, which asks nothing private.
    """
    if message.danger:
        return
    try:
        message.standing = door.handoff.standing(message.sender)  # on this thread: a hop costs more
    except SQLAlchemyError as error:
        logger.error("door.database.failed step=find_owner error=%s", type(error).__name__)


async def check_owner(message: Message, door: Door) -> None:
    """Answer what the door itself has asked; say nothing where a person speaks."""
    if message.danger:
        return
    payload = message.text if message.text.startswith("/") else None
    if message.standing == THE_BOTS and payload not in OWN_PAYLOADS:
        return  # as nearly always
    heard = Heard(message.sender, message.connector.name, drop_unseen(message.said.text), payload)
    told = await asyncio.to_thread(door.handoff.hear, heard, message.standing)
    if told is None:
        return
    message.answer = door.phrasebook.tell(told)
    if not told.lines:
        message.leads.clear()  # where a person speaks, the assistant says nothing at all
    if told.erases:
        message.answer = await _erase(message, door, message.answer)


async def bring_person(message: Message, door: Door) -> None:
    """Do what the assistant's answer asks of the door: a person, or to hear a yes to deleting everything."""
    answer = message.answer
    if answer is None or answer.effect is None:
        return
    sender, channel = message.sender, message.connector.name
    if answer.effect == "delete":
        await asyncio.to_thread(door.handoff.ask_deletion, sender, channel)
        return
    is_live = channel in door.voices
    told = await asyncio.to_thread(door.handoff.request, sender, channel, is_live=is_live)
    if told:
        message.answer = door.phrasebook.tell(told).joined_to(answer, first=told.is_first)


async def keep_minding(door: Door) -> None:
    """Tell the help desk what is due, and citizens who wait in vain so; for good."""
    while True:
        await asyncio.sleep(MIND_S)
        try:
            for sender, channel, told in await asyncio.to_thread(door.handoff.mind):
                await speak(door, sender, channel, door.phrasebook.tell(told))
            await asyncio.to_thread(door.handoff.webhook.deliver)
        except SQLAlchemyError as error:
            logger.error("handoff.minding.failed error=%s", type(error).__name__)


async def speak(door: Door, sender: str, channel: str, answer: Answer) -> bool:
    """Show something in a conversation that nobody has just asked for; False where it cannot be."""
    voice = door.voices.get(channel)
    if voice is None:
        return False
    is_shown: bool = await asyncio.to_thread(voice, sender, answer)
    door.notify(sender)
    return is_shown


async def _erase(message: Message, door: Door, told: Answer) -> Answer:
    """Delete the conversation, with this very message; what is said of it is kept nowhere."""
    try:
        await asyncio.to_thread(
            door.retention.erase, message.sender, who="citizen", why="asked for in the conversation"
        )
    except OversightError:
        return door.phrasebook.tell(Told.of("utter_deletion_held"))
    except ConversationError:
        pass  # somebody was first
    rest(message)
    message.turn, message.is_erased = None, True
    await asyncio.to_thread(door.journal.forget, message.sender)
    door.notify(message.sender)
    return told
