"""The steps `check_switches` and `withhold`: what staff switched off is not answered, notices lead.

Whoever is in danger gets the number whatever is off.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.channels.base.answer import Answer
from bot.channels.base.message import Message
from bot.channels.base.records import find_record
from bot.knowledge.record import Record

if TYPE_CHECKING:
    from bot.channels.base.door import Door

TELLING = frozenset({"answer", "handoff"})
"""The outcomes of replies that tell something of their records."""


async def check_switches(message: Message, door: Door) -> None:
    """Answer kindly what is off, and have the notice that counts most said before any answer."""
    if message.danger:
        return
    state = door.switchboard.now()
    notice = state.notice()
    if notice:
        message.leads.append(" ".join(filter(None, (notice.text, notice.url))))
    if state.service:
        message.answer = door.phrasebook.say("utter_service_off", "guard")
    elif message.connector.name in state.channels:
        message.answer = door.phrasebook.say("utter_channel_off", "guard")


async def withhold(message: Message, door: Door) -> None:
    """Instead of an answer from a record whose topic is off, tell whom to call."""
    answer, topics = message.answer, door.switchboard.now().topics
    if not topics or answer is None or answer.contract["outcome"] not in TELLING:
        return
    for identity in answer.contract["records"]:
        record = await asyncio.to_thread(find_record, door, identity)
        if record and topics.keys() & {*record.topics, record.slug if record.type == "topic" else ""}:
            message.answer = await asyncio.to_thread(_point_to_agency, door, record)
            return


def _point_to_agency(door: Door, record: Record) -> Answer:
    agency = find_record(door, f"agency:{record.agency}") if record.agency else None
    for holder in (record, agency):
        if holder and holder.details.get("phone"):
            values = {"agency": (agency or record).title, "phone": holder.details["phone"]}
            return door.phrasebook.say("utter_topic_off", "guard", **values)
    return door.phrasebook.say("utter_topic_off_no_phone", "guard")
