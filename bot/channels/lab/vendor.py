"""What the `lab.py` of a connector's room supplies, so that the lab can play the vendor.

Its module is imported by the command line, too: nothing of Rasa at its top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from bot.channels.base.answer import Answer
    from bot.channels.base.door import Door

Kind = Literal["said", "written", "choice", "link", "card", "note"]


@dataclass(frozen=True)
class Call:
    """An HTTP request exactly as the vendor sends it, signature and all."""

    path: str
    """Below the assistant's address, such as `/webhooks/alexa/webhook`."""
    body: bytes
    headers: Mapping[str, str]
    method: str = "POST"


@dataclass(frozen=True)
class Shown:
    """One thing that reaches the citizen.

    `said` is heard, `written` read; a `choice` can be picked, a `link` opened; a `card` is shown beside what
    is said (with line breaks); a `note` is what the channel does besides, such as "listens for 8 seconds".
    """

    kind: Kind
    text: str


class Vendor(Protocol):
    """The names of a `lab.py`.

    A reply is what the channel sends: the body of a response or of an outgoing call, JSON as data, else text.
    """

    ENVIRONMENT: Mapping[str, str]
    """The channel's settings for trying it, by variable: made-up ids and secrets, known to everybody."""
    OUTGOING: str | None
    """The variable with the address that the channel sends to, if it replies by calls of its own."""

    def build_request(self, text: str, environment: Mapping[str, str]) -> Call:
        """Return what the vendor sends when a made-up citizen says the text, signed by these settings."""
        ...

    def preview(self, answer: Answer, door: Door) -> Sequence[Any]:
        """Return the replies that tell an answer, rendered by the channel's connector as for a newcomer."""
        ...

    def show(self, reply: Any) -> list[Shown]:
        """Return what a reply sounds or looks like, in order."""
        ...
