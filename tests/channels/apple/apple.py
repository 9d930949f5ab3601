"""Apple's side of a delivery: signed, compressed, with the headers that its documentation names."""

from __future__ import annotations

import gzip
import json
import time
import uuid
from typing import Any

import jwt

from tests.channels.apple.gateway import BUSINESS, MSP_ID, SECRET, FakeApple
from tests.channels.served import Served, wait_for

PATH = "/webhooks/apple/message"
ALL = "QUICK,LIST,TIME,AUTH,AUTH2,FORM"
Delivery = tuple[str, bytes, dict[str, str]]


def token(key: bytes | None = SECRET, algorithm: str = "HS256", **claims: Any) -> str:
    """A token as Apple makes it, but for claims that are given; None leaves one out."""
    told = {"aud": MSP_ID, "iat": int(time.time())} | claims
    return jwt.encode({name: value for name, value in told.items() if value is not None}, key, algorithm)


class Phone:
    """A citizen's device, whose messages Apple delivers."""

    def __init__(
        self, served: Served, apple: FakeApple, capabilities: str = ALL, locale: str = "en_US"
    ) -> None:
        self.served = served
        self.apple = apple
        self.id = f"urn:mbid:{uuid.uuid4().hex}"
        self.capabilities = capabilities
        self.locale = locale

    def delivery(self, kind: str = "text", identity: str | None = None, **body: Any) -> Delivery:
        """The path, body, and headers of a delivery."""
        identity = identity or str(uuid.uuid4())
        told = {"id": identity, "type": kind, "v": 1, "sourceId": self.id, "destinationId": BUSINESS}
        headers = {
            "Authorization": f"Bearer {token()}",
            "id": identity,
            "source-id": self.id,
            "destination-id": BUSINESS,
            "capability-list": self.capabilities,
            "device-agent": "iPhone OS",
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
        }
        return PATH, gzip.compress(json.dumps(told | {"locale": self.locale} | body).encode()), headers

    def deliver(self, delivery: Delivery) -> int:
        """Have it delivered; return the status that Apple gets."""
        return self.served.call(*delivery)[0]

    def says(self, text: str, **body: Any) -> list[dict[str, Any]]:
        """Have a text delivered; return what comes of it, at least one message."""
        before = len(self.mine())
        assert self.deliver(self.delivery(body=text, **body)) == 200
        return self.hears(before)

    def picks(self, told: dict[str, Any], **data: Any) -> list[dict[str, Any]]:
        """Pick from what was sent."""
        request = told["interactiveData"]["data"]["requestIdentifier"]
        return self.answers({"data": {"requestIdentifier": request} | data})

    def answers(self, interactive: dict[str, Any], **body: Any) -> list[dict[str, Any]]:
        """Have a pick delivered as it is."""
        before = len(self.mine())
        assert self.deliver(self.delivery("interactive", interactiveData=interactive, **body)) == 200
        return self.hears(before)

    def mine(self) -> list[dict[str, Any]]:
        """What came to this device."""
        return [told for told in self.apple.messages if told["destinationId"] == self.id]

    def hears(self, before: int) -> list[dict[str, Any]]:
        """What came behind the first so many messages, once no more is on its way."""
        wait_for(lambda: len(self.mine()) > before)
        wait_for(lambda: not self.served.door.app.ctx.outgoing.is_busy(self.sender))
        return self.mine()[before:]

    @property
    def sender(self) -> str:
        """What the conversation is called here."""
        from bot.channels.base.senders import pseudonym

        return pseudonym("apple", self.id, self.served.door.secret)
