"""Messenger's messages at the front door, and replies as Messenger shows them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from bot.channels.base.door import Door
from bot.channels.base.message import Message, Said
from bot.channels.base.outgoing import Outgoing, Post
from bot.channels.messaging.connector import Address, MessagingConnector
from bot.channels.messaging.words import words_for
from bot.channels.messenger.events import Event
from bot.channels.messenger.settings import MessengerSettings
from bot.channels.messenger.signature import prove
from bot.channels.messenger.writing import read_payload, write_messages

NAME = "messenger"
WINDOW_S = 86400.0
"""After so long without a word of theirs, Meta lets nobody write to a citizen."""


class MessengerConnector(MessagingConnector):
    """A citizen on Facebook."""

    name = NAME
    keep_s = WINDOW_S

    def __init__(self, door: Door, outgoing: Outgoing, settings: MessengerSettings) -> None:
        super().__init__(door, outgoing)
        self.settings = settings
        proof = {
            "access_token": settings.page_token,
            "appsecret_proof": prove(settings.page_token, settings.app_secret),
        }
        self._url = f"{settings.graph}/me/messages?{urlencode(proof)}"

    async def parse(self, request: Event) -> Said:
        """See parent class."""
        reference, place = read_payload(request.payload)
        choice = self.offered(request.sender, reference, place) if reference else None
        if choice is None and not request.payload:
            choice = self.picked(request.sender, request.text)
        payload = choice.payload if choice else None
        return Said(request.sender, request.text, id=request.id, payload=payload, metadata=request.origin)

    def leads(self, message: Message) -> list[str]:
        """See parent class."""
        own = [words_for(None).files] if message.request.has_files else []
        return [*super().leads(message), *own]

    def write(self, rendered: Mapping[str, Any], sender: str, address: Address, reference: str) -> list[Post]:
        """See parent class."""
        messages = write_messages(rendered, reference, words_for(None))
        return [
            self._post({"messaging_type": "RESPONSE", "message": told}, sender, address) for told in messages
        ]

    def announce(self, request: Event) -> None:
        """Show that a reply is on its way."""
        if not self.is_ours_to_answer(request.sender):
            return
        action = self._post({"sender_action": "typing_on"}, request.sender, request.address)
        self.outgoing.put(request.sender, [action])

    def refuse_files(self, request: Event) -> None:
        """Say that files cannot be read."""
        told = {"messaging_type": "RESPONSE", "message": {"text": words_for(None).files}}
        self.outgoing.put(request.sender, [self._post(told, request.sender, request.address)])

    def _post(self, body: Mapping[str, Any], sender: str, address: Address) -> Post:
        until = float(address["until"])
        return Post(
            channel=NAME,
            url=self._url,
            body={"recipient": {"id": address["id"]}, **body},
            is_allowed=lambda: time.time() < until and self.may_write_to(sender),
            is_vital="message" in body,
        )
