"""Has the journal keep a message, once all the steps are taken, so that what was said is masked."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.duplicates import shown_question
from bot.channels.base.message import Message
from bot.journal.entry import Entry
from bot.journal.journal import MOST_AT_ONCE, Journal

if TYPE_CHECKING:
    from bot.channels.base.door import Door

logger = logging.getLogger(__name__)
WRITE_S = 1.0


def note(message: Message, door: Door) -> None:
    """Have a turn written with the next ones."""
    entry = read_entry(message)
    if entry:
        door.journal.note(entry)


async def keep_writing(journal: Journal) -> None:
    """Write once a second, for good."""
    while True:
        await asyncio.sleep(WRITE_S)
        try:
            while await asyncio.to_thread(journal.write) == MOST_AT_ONCE:
                continue
        except SQLAlchemyError as error:
            logger.error("journal.unwritten error=%s", type(error).__name__)


def read_entry(message: Message) -> Entry | None:
    """Return the entry of a message; None when it was answered before, or its conversation deleted."""
    answer = message.answer
    if answer is None or message.is_erased:
        return None
    contract = answer.contract
    return Entry(
        conversation=message.sender,
        at=time.time(),
        channel=message.connector.name,
        outcome=str(contract["outcome"]),
        question=shown_question(message),
        answer="\n".join(str(told["text"]) for told in answer.messages if told.get("text")),
        seq=message.turn.seq if message.turn else None,
        intent=contract["intent"],
        confidence=contract["confidence"],
        score=contract["score"],
        records=tuple(contract["records"]),
    )
