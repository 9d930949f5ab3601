"""Apple's messages at the front door, and replies as Apple shows them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channels.apple import bodies
from bot.channels.apple.bodies import Body
from bot.channels.apple.gateway import NAME, Gateway
from bot.channels.apple.inbound import Inbound
from bot.channels.apple.picks import read_pick
from bot.channels.apple.times import find_slots
from bot.channels.apple.triggers import find_payload
from bot.channels.apple.writing import TIMES, write_bodies
from bot.channels.base.answer import Answer
from bot.channels.base.door import Door
from bot.channels.base.message import Message, Said
from bot.channels.base.outgoing import Outgoing, Post
from bot.channels.base.records import find_record
from bot.channels.messaging.connector import Address, MessagingConnector
from bot.channels.messaging.words import Words, words_for
from bot.knowledge.record import Record
from bot.settings import STATE_TIME

DAY_S = 86400.0
PICKED_TIME = "picked_time"
EVENT = "event"
CHOOSE = '/choose_option{{"option": "{record}"}}'
SUBJECTS = {"intent": ("topic", "service"), "group": ("agency",)}
"""The types of records whose slug the link that led here may name."""


class AppleConnector(MessagingConnector):
    """A citizen in the Messages app."""

    name = NAME
    keep_s = 7 * DAY_S

    def __init__(self, door: Door, outgoing: Outgoing, gateway: Gateway) -> None:
        super().__init__(door, outgoing)
        self.gateway = gateway

    async def parse(self, request: Inbound) -> Said:
        """See parent class."""
        metadata = {"locale": request.address["locale"], **request.origin}
        if request.kind == "interactive":
            return self._parse_pick(request, metadata)
        payload = find_payload(request.text)
        if payload is None:
            choice = self.picked(request.sender, request.text)
            payload = choice.payload if choice else None
        return Said(request.sender, request.text, id=request.id, payload=payload, metadata=metadata)

    def render(self, answer: Answer, message: Message) -> dict[str, Any]:
        """See parent class; an event that is told comes with its times, unless one was just picked."""
        rendered = super().render(answer, message)
        record = self._told(answer)
        if record and PICKED_TIME not in message.said.metadata:
            slots = find_slots(record, datetime.now(STATE_TIME))
            rendered |= {TIMES: [slot.as_data() for slot in slots], EVENT: record.id} if slots else {}
        return rendered

    def leads(self, message: Message) -> list[str]:
        """See parent class."""
        words = words_for(message.request.address["locale"])
        picked = message.said.metadata.get(PICKED_TIME)
        own = [words.picked_time.format(time=picked)] if picked else []
        own += [words.files] if message.request.has_files else []
        return [*super().leads(message), *own]

    def first_words(self, request: Inbound, words: Words) -> list[str]:
        """See parent class; the link may have named what the citizen came for."""
        subject = self._subject(request)
        return [words.first, *([words.about.format(title=subject.title)] if subject else [])]

    def write(self, rendered: Mapping[str, Any], sender: str, address: Address, reference: str) -> list[Post]:
        """See parent class."""
        capabilities = address["capabilities"].split(",")
        written = write_bodies(rendered, reference, capabilities, words_for(address["locale"]))
        return [self.post(body, sender, address, is_automatic="agent" not in rendered) for body in written]

    def post(self, body: Body, sender: str, address: Address, *, is_automatic: bool = True) -> Post:
        """Return the call that sends one message, as long as the citizen has not left."""
        return self.gateway.post(
            body, address, is_automatic=is_automatic, is_allowed=lambda: self.may_write_to(sender)
        )

    def announce(self, request: Inbound) -> None:
        """Show that a reply is on its way."""
        if self.is_ours_to_answer(request.sender):
            self.outgoing.put(request.sender, [self.post(bodies.typing(), request.sender, request.address)])

    def refuse_files(self, request: Inbound) -> None:
        """Say that files cannot be read."""
        self._tell(request, words_for(request.address["locale"]).files)

    async def stop(self, request: Inbound) -> None:
        """Confirm that nothing more will come, as the last thing that does."""
        await self.leave(request.sender)
        self._tell(request, words_for(request.address["locale"]).stopped)

    def _tell(self, request: Inbound, text: str) -> None:
        """Send what is no answer of the assistant's; for a repeated delivery it is the same message again."""
        identity = str(uuid.uuid5(uuid.NAMESPACE_OID, request.id))
        post = self.gateway.post(bodies.text(text), request.address, identity=identity)
        self.outgoing.put(request.sender, [post])

    def _parse_pick(self, request: Inbound, metadata: dict[str, str]) -> Said:
        """A choice that is kept is what the assistant is given; of any other there is but its title."""
        pick = read_pick(request.interactive)
        choice = self.offered(request.sender, pick.request, pick.place)
        payload = choice.payload if choice else None
        if pick.time:
            kept = self.kept(request.sender, pick.request)
            shown = next((slot["shown"] for slot in kept.get(TIMES, ()) if slot["id"] == pick.time), None)
            if shown:
                metadata[PICKED_TIME] = shown
                payload = CHOOSE.format(record=kept[EVENT])
        title = choice.title if choice else pick.title
        return Said(request.sender, title, id=request.id, payload=payload, metadata=metadata)

    def _told(self, answer: Answer) -> Record | None:
        """The record that an answer tells, if it is one."""
        records = answer.contract["records"]
        is_one = answer.contract["outcome"] == "answer" and len(records) == 1
        return find_record(self.door, records[0]) if is_one else None

    def _subject(self, request: Inbound) -> Record | None:
        """What the link that led here names, if anything is published by that name."""
        for source, kinds in SUBJECTS.items():
            for kind in kinds:
                slug = request.origin.get(source, "").lower()
                found = find_record(self.door, f"{kind}:{slug}") if slug else None
                if found:
                    return found
        return None
