"""What the journal is told of a message, once all the steps are taken."""

from __future__ import annotations

import time

from bot.channels.base.duplicates import shown_question
from bot.channels.base.message import Message
from bot.journal.entry import Entry


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
