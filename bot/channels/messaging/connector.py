"""The front door's side of a channel that acknowledges at once and sends its replies by calls of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from sanic.response import HTTPResponse, empty
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Answer, Refused
from bot.channels.base.connector import Connector
from bot.channels.base.door import Door
from bot.channels.base.message import Message, is_id
from bot.channels.base.neutral import Choice, Reply, reply_of
from bot.channels.base.outgoing import Outgoing, Post
from bot.channels.base.voice import make_voice
from bot.channels.messaging.words import Words, words_for
from bot.handoff.handoff import Heard

logger = logging.getLogger(__name__)
Address = Mapping[str, str]
"""How the vendor calls the citizen, and what is needed besides to write to them."""
SILENT = frozenset({"conflict", "gone"})
"""Refusals that a vendor's repetition gives, or a conversation that was deleted: nobody waits for a word."""


class Inbound(Protocol):
    """What such a channel gives the front door as the request: somebody's message, checked already."""

    @property
    def sender(self) -> str:
        """Rasa's name of the conversation."""

    @property
    def id(self) -> str:
        """The vendor's id of the message."""

    @property
    def at(self) -> float:
        """When it was said, in seconds since 1970."""

    @property
    def address(self) -> Address:
        """Where replies go."""


class MessagingConnector(Connector):
    """Texts with choices and links, sent to an address.

    Args:
        door: the front door.
        outgoing: sends.
    """

    keep_s: float
    """How long after their last message citizens can be written to."""

    def __init__(self, door: Door, outgoing: Outgoing) -> None:
        self.door = door
        self.outgoing = outgoing
        self._loop = asyncio.get_running_loop()
        self._keep = make_voice(door.conversations, lambda answer: self.build(answer))

    def write(self, rendered: Mapping[str, Any], sender: str, address: Address, reference: str) -> list[Post]:
        """Return the calls that bring a reply to a citizen.

        Args:
            rendered: the reply, as `build` gives it.
            sender: Rasa's name of the conversation.
            address: where the citizen is.
            reference: the id of the message that it answers, or nothing.
        """
        raise NotImplementedError

    def first_words(self, request: Any, words: Words) -> list[str]:
        """What is said before the first answer of a conversation."""
        return [words.first]

    def acknowledge(self, request: Any) -> HTTPResponse:
        """See parent class."""
        return empty(200)

    def render(self, answer: Answer, message: Message) -> dict[str, Any]:
        """See parent class; the first answer is led by who is speaking here."""
        rendered = self.build(answer)
        leads = self.leads(message)
        if rendered["texts"] and rendered["outcome"] != "safety":
            rendered["texts"] = [*leads, *rendered["texts"]]
        return rendered

    def leads(self, message: Message) -> list[str]:
        """What is said before an answer that is no danger's."""
        if message.turn is None or message.turn.seq > 1:
            return []
        return self.first_words(message.request, words_for(message.request.address.get("locale")))

    def build(self, answer: Answer) -> dict[str, Any]:
        """Return an answer as the neutral reply, as JSON, with the `agent` if a person says it."""
        reply = reply_of(answer, self.door)
        return reply.as_data() | ({"agent": answer.agent} if answer.agent else {})

    async def reply(self, rendered: Any, message: Message) -> None:
        """See parent class; what was sent for an earlier delivery of the same message is not sent again."""
        if message.answer is not None or message.danger:
            self._send(rendered, message)

    async def refuse(self, refused: Refused, answer: Answer, message: Message) -> None:
        """See parent class."""
        if refused.code not in SILENT:
            self._send(self.render(answer, message), message)

    def speak(self, sender: str, answer: Answer) -> bool:
        """Bring what nobody has just asked for to a citizen; False when they cannot be written to any more.

        A voice of the door's, called on a thread of its own.
        """
        address = self.door.recipients.find(sender)
        if address is None or not self._keep(sender, answer):
            return False
        posts = self.write(self.build(answer), sender, address, "")
        self._loop.call_soon_threadsafe(self.outgoing.put, sender, posts)
        return True

    def may_write_to(self, sender: str) -> bool:
        """Whether somebody has not left; a database that cannot be read says nothing against it."""
        try:
            return not self.door.recipients.has_left(sender)
        except SQLAlchemyError as error:
            logger.error("messaging.database.failed error=%s", type(error).__name__)
            return True

    def is_ours_to_answer(self, sender: str) -> bool:
        """Whether the assistant will say something: not where a person speaks."""
        try:
            return self.door.handoff.standing(sender).owner != "agent"
        except SQLAlchemyError as error:
            logger.error("messaging.database.failed error=%s", type(error).__name__)
            return True

    def remember(self, inbound: Inbound) -> None:
        """Keep, meanwhile, where the sender of a message can be written to."""
        until = inbound.at + self.keep_s
        work = self.door.write(self.door.recipients.remember, inbound.sender, inbound.address, until)
        self.door.go_on(work)

    async def leave(self, sender: str) -> None:
        """Send nothing more to somebody until they write again; whoever waited for a person waits no more."""
        self.outgoing.drop(sender)
        await self.door.write(self.door.recipients.leave, sender)
        standing = await asyncio.to_thread(self.door.handoff.standing, sender)
        if standing.owner == "queued":
            left = Heard(sender, self.name, "", "/leave_queue")
            await asyncio.to_thread(self.door.handoff.hear, left, standing)

    def kept(self, sender: str, reference: str) -> Mapping[str, Any]:
        """Return the reply to a message, as it was rendered; empty when there is none any more."""
        if not is_id(reference):
            return {}
        try:
            turn = self.door.conversations.find(sender, reference)
        except SQLAlchemyError as error:
            logger.error("messaging.database.failed error=%s", type(error).__name__)
            return {}
        return (turn.reply or {}) if turn else {}

    def offered(self, sender: str, reference: str, place: int) -> Choice | None:
        """Return the choice at a place (from 0) in the reply to a message; None when it is gone."""
        choices = _choices(self.kept(sender, reference))
        return choices[place] if 0 <= place < len(choices) else None

    def picked(self, sender: str, text: str) -> Choice | None:
        """Return the choice of the last reply that the words name: a number, or a title."""
        try:
            turn = self.door.conversations.latest(sender)
        except SQLAlchemyError as error:
            logger.error("messaging.database.failed error=%s", type(error).__name__)
            return None
        if turn is None or not turn.reply:
            return None
        return Reply("", (), "", choices=tuple(_choices(turn.reply))).pick(text)

    def _send(self, rendered: Mapping[str, Any], message: Message) -> None:
        request: Inbound = message.request
        posts = self.write(rendered, request.sender, request.address, request.id)
        self.outgoing.put(request.sender, posts)


def _choices(reply: Mapping[str, Any]) -> Sequence[Choice]:
    return [Choice(**choice) for choice in reply.get("choices", ())]


def number_choices(reply: Reply, words: Words) -> Reply:
    """Return the reply with its choices as a numbered list in its text, for who cannot tap them."""
    lines = [f"{number}. {choice.title}" for number, choice in enumerate(reply.choices, start=1)]
    texts = (*reply.texts, "\n".join([words.number, *lines])) if lines else reply.texts
    return replace(reply, texts=texts, choices=())
