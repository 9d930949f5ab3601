"""What a channel supplies: it knows its own requests and replies, and nothing of what lies between."""

from __future__ import annotations

from typing import Any

from bot.channels.base.answer import Answer, Refused
from bot.channels.base.message import Message, Said

REFUSALS = {
    "too_long": "utter_too_long",
    "too_large": "utter_too_long",
    "rate_limited": "utter_too_many",
}
"""The response for each refusal that a citizen can do something about; for others it is `utter_error`."""
HOLDING = "utter_still_looking"
"""The `overdue` response of a channel whose deadline is shorter than a turn may take."""


class Connector:
    """One way in and out. `request` and the response are whatever the channel works with."""

    name: str
    """As in the contract and the switches: "web", "rest"."""
    deadline_s: float = 12.0
    """When the citizen must have a reply; what comes later is not told."""
    overdue: str = "utter_error"
    """The response that is said then; a channel with a short deadline holds the line instead."""
    takes_payloads_as_text: bool = False
    """Whether buttons send their payload as if it had been typed."""
    opens_conversations: bool = True
    """Whether the first message makes the conversation; else one that is not there is `gone`."""

    async def verify(self, request: Any) -> None:
        """Raise whatever the channel answers to a request that is not from whom it says."""

    async def parse(self, request: Any) -> Said:
        """Return what was said."""
        raise NotImplementedError

    def answer(self, message: Message) -> Answer | None:
        """Return what the channel itself says, such as a greeting to who has only called. None
        leaves it to the assistant."""
        return None

    def acknowledge(self, request: Any) -> Any:
        """Return the response that is given at once, before the work; None for a channel that waits.

        What is sent afterwards is then up to `reply`. Messages of one sender are worked on in their order.
        """
        return None

    def render(self, answer: Answer, message: Message) -> Any:
        """Return the answer in the channel's form, which can be kept as JSON."""
        raise NotImplementedError

    async def reply(self, rendered: Any, message: Message) -> Any:
        """Return the response with what was rendered, now or for an earlier sending of the same message."""
        raise NotImplementedError

    async def refuse(self, refused: Refused, answer: Answer, message: Message) -> Any:
        """Return the response to a message that is not taken; `answer` says so in words."""
        return await self.reply(self.render(answer, message), message)
