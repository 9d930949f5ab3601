"""A message on its way through the door."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.channels.base.answer import Answer, Refused
from bot.channels.base.turns import Turn
from bot.handoff.owners import THE_BOTS, Standing

if TYPE_CHECKING:
    from bot.channels.base.connector import Connector

MOST_ID = 255
"""Characters of a vendor's id."""


def is_id(text: str) -> bool:
    """Whether a vendor's id of a message can be kept: no database takes half a character, or a NUL."""
    return 0 < len(text) <= MOST_ID and text.isprintable()


@dataclass(frozen=True)
class Said:
    """What a connector read from a request, as it came: nothing of it may be kept or logged."""

    sender: str
    """Rasa's name of the conversation; in it nobody's phone number or name, only what stands for them."""
    text: str
    id: str | None = None
    """The channel's own id of the message, by which a repetition is known."""
    payload: str | None = None
    """Given to the assistant instead of the text: a choice that was offered, as the connector has checked."""
    is_silent: bool = False
    """Nobody said anything: what a button does, say. Shown as no question."""
    address: str | None = None
    """Whom to count it for beside the conversation: a network address, if that tells citizens apart."""
    is_counted: bool = True
    """Whether anybody could have sent it, so that limits hold."""
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Message:
    """What the steps have settled so far."""

    request: Any
    connector: Connector
    said: Said = field(default_factory=lambda: Said("", ""))
    text: str = ""
    """What the assistant is given."""
    danger: str | None = None
    """The danger that a rule found: its intent."""
    standing: Standing = THE_BOTS
    """Who owns the conversation, and what the door itself has asked in it."""
    masked: tuple[str, ...] = ()
    """The kinds of personal data that were masked."""
    leads: list[str] = field(default_factory=list)
    """What is said before the answer."""
    answer: Answer | None = None
    refusal: Refused | None = None
    turn: Turn | None = None
    """Where it is kept, if its channel has message ids."""
    claim: asyncio.Task[tuple[Turn, bool]] | None = None
    """Makes the turn, while somebody in danger does not wait for it."""
    alive: asyncio.Task[None] | None = None
    """Says that we are at work on the turn."""
    is_erased: bool = False
    """Whether its conversation was just deleted, so that nothing of it may be kept."""
    rendered: Any = None
    """The answer in the channel's form."""
    response: Any = None
    began: float = field(default_factory=time.perf_counter)
    seconds: dict[str, float] = field(default_factory=dict)
    """What each step took."""

    @property
    def sender(self) -> str:
        """Rasa's name of the conversation."""
        return self.said.sender

    @property
    def is_settled(self) -> bool:
        """Whether it is known what the citizen gets."""
        return self.answer is not None or self.refusal is not None or self.is_repeated

    @property
    def is_repeated(self) -> bool:
        """Whether it was answered before."""
        return self.turn is not None and self.turn.reply is not None
