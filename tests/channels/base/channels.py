"""Small channels that only tests have, one of each kind, as a later channel would be written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.channels.base.answer import Answer
from bot.channels.base.connector import Connector
from bot.channels.base.message import Message, Said


@dataclass
class Call:
    """What a vendor sends."""

    sender: str
    text: str
    id: str
    is_signed: bool = True


class Forged(Exception):
    """A call that is not the vendor's."""


class Voice(Connector):
    """Answers in the same call, within a short deadline, or holds the line."""

    name = "voice"
    deadline_s = 0.3
    overdue = "utter_still_looking"

    async def verify(self, request: Call) -> None:
        """See parent class."""
        if not request.is_signed:
            raise Forged

    async def parse(self, request: Call) -> Said:
        """See parent class."""
        return Said(f"{self.name}-{request.sender}", request.text, id=request.id)

    def render(self, answer: Answer, message: Message) -> str:
        """See parent class."""
        return " ".join(str(told["text"]) for told in answer.messages)

    async def reply(self, rendered: str, message: Message) -> str:
        """See parent class."""
        return rendered


@dataclass
class Post(Voice):
    """Acknowledges at once and sends the reply later."""

    name = "post"
    deadline_s = 12.0
    sent: list[tuple[str, str]] = field(default_factory=list)

    def acknowledge(self, request: Call) -> str:
        """See parent class."""
        return "ok"

    async def reply(self, rendered: str, message: Message) -> None:
        """See parent class."""
        self.sent.append((message.sender, rendered))

    async def await_sent(self, count: int) -> list[str]:
        """The replies, once there are so many."""
        for _ in range(500):
            if len(self.sent) >= count:
                break
            await asyncio.sleep(0.02)
        return [text for _, text in self.sent]
