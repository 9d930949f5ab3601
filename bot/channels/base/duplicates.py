"""A message is answered once, however often it is sent and whichever process it reaches.

Takes its place in the conversation by a row in the database, which the others see. Writing may have to
wait, so that it is done elsewhere (`Door.write`); reading never waits for whoever writes.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Refused
from bot.channels.base.masking import WITHHELD, mask_text
from bot.channels.base.message import Message
from bot.channels.base.turns import ABANDONED_S, Question, Turn

if TYPE_CHECKING:
    from bot.channels.base.door import Door

Result = TypeVar("Result")
logger = logging.getLogger(__name__)
LOOK_S = 0.05
PATIENCE_S = ABANDONED_S + 5  # for a retry, which takes over what was abandoned meanwhile
SIGN_OF_LIFE_S = 1.0
DANGER_PATIENCE_S = 0.5
RETRY_S = 2  # seconds until the database is asked for again
MOST_RETRIES = 300


async def deduplicate(message: Message, door: Door) -> None:
    """A message that came before gets the reply it got then."""
    if message.said.id is None:
        return
    try:
        known = door.conversations.find(message.sender, message.said.id)
    except SQLAlchemyError as error:  # `keep` will not get further; danger still does
        logger.error("door.database.failed step=deduplicate error=%s", type(error).__name__)
        return
    if known:
        await _repeat(message, door, known)


async def keep(message: Message, door: Door) -> None:
    """Give the message its place in the conversation, where its reply will be kept.

    Raises Refused `unavailable` when nothing can be kept, but not to somebody in danger.
    """
    said = message.said
    if said.id is None or message.refusal or message.turn:
        return
    question = Question(said.id, shown_question(message), message.text)
    opens = message.connector.opens_conversations
    claim = door.go_on(door.write(door.conversations.add, message.sender, question, opens))
    try:
        turn, is_new = await _wait(claim, message)
    except asyncio.TimeoutError:
        message.claim = claim
        return
    except SQLAlchemyError as error:
        logger.error("door.database.failed step=keep error=%s", type(error).__name__)
        if message.danger:
            return
        raise Refused("unavailable", RETRY_S) from None
    if is_new:
        _begin(message, door, turn)
    else:  # sent twice in the same moment
        await _repeat(message, door, turn)


async def keep_reply(message: Message, door: Door, rendered: Any) -> Any:
    """Keep what was rendered; return what the citizen is to see, which for a message sent twice is the first.

    Raises Refused `gone` when the conversation was deleted meanwhile.
    """
    if message.turn is None:
        if message.claim:
            door.go_on(_keep_claimed(message.claim, message, door, rendered))
        return rendered
    finished = door.go_on(door.write(door.conversations.finish, message.turn, rendered))
    try:
        kept = await _wait(finished, message)
    except (SQLAlchemyError, asyncio.TimeoutError) as error:
        logger.error("door.database.failed step=render error=%s", type(error).__name__)
        door.go_on(_keep_later(message, door, message.turn, rendered))
        message.turn = replace(message.turn, reply=rendered)
        return rendered
    rest(message)
    door.notify(message.sender)
    if kept is None:
        raise Refused("gone")
    message.turn = kept
    return kept.reply


def rest(message: Message) -> None:
    """We are no longer at work on the message."""
    if message.alive:
        message.alive.cancel()
        message.alive = None


async def _wait(work: asyncio.Task[Result], message: Message) -> Result:
    """Wait for the database; somebody in danger not for long."""
    return await asyncio.wait_for(asyncio.shield(work), DANGER_PATIENCE_S if message.danger else None)


def shown_question(message: Message) -> str | None:
    """Return what the citizen sees of a question, None when nobody asked."""
    if message.said.is_silent:
        return None
    return message.text if message.said.payload is None else message.said.text


def _begin(message: Message, door: Door, turn: Turn) -> None:
    message.turn = turn
    message.alive = asyncio.ensure_future(_keep_alive(door, turn))
    door.notify(message.sender)


async def _keep_alive(door: Door, turn: Turn) -> None:
    while True:
        await asyncio.sleep(SIGN_OF_LIFE_S)
        try:
            await door.write(door.conversations.keep_alive, turn)
        except SQLAlchemyError as error:
            logger.warning("door.database.failed step=alive error=%s", type(error).__name__)


async def _keep_later(message: Message, door: Door, turn: Turn, rendered: Any) -> None:
    """Keep a reply that was given while the database could not be written."""
    alive, message.alive = message.alive, None
    try:
        for _ in range(MOST_RETRIES):
            try:
                await door.write(door.conversations.finish, turn, rendered)
                return door.notify(message.sender)
            except SQLAlchemyError:
                await asyncio.sleep(RETRY_S)
    finally:
        if alive:
            alive.cancel()


async def _keep_claimed(
    claim: asyncio.Task[tuple[Turn, bool]], message: Message, door: Door, rendered: Any
) -> None:
    """Keep a reply that was given before its turn could be made."""
    turn, is_new = await claim
    if is_new:
        await _keep_later(message, door, turn, rendered)


async def _repeat(message: Message, door: Door, known: Turn) -> None:
    """Wait for whoever is at work on the turn, or take it over when nobody is any more."""
    if known.sent not in (WITHHELD, mask_text(message).text):
        raise Refused("conflict")
    last = time.monotonic() + PATIENCE_S
    while known.reply is None:
        if known.is_abandoned() and await door.write(door.conversations.take_over, known):
            return _begin(message, door, known)
        if time.monotonic() > last:
            raise Refused("unavailable", RETRY_S)
        await asyncio.sleep(LOOK_S)
        found = door.conversations.turn(known.conversation, known.seq)
        if found is None:
            raise Refused("gone")
        known = found
    message.turn, message.answer = known, None  # whatever this sending would have got
