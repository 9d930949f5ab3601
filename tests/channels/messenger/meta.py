"""Meta's side of a delivery: batches of events, signed."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
import uuid
from typing import Any

from bot.channels.base.senders import pseudonym
from tests.channels.messenger.graph import APP_SECRET, FakeGraph
from tests.channels.served import Served, wait_for

PATH = "/webhooks/messenger/webhook"
PAGE = "page-invented-1"
_numbers = itertools.count()


def signed(body: bytes, secret: str = APP_SECRET) -> dict[str, str]:
    """The headers of a body."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={digest}", "Content-Type": "application/json"}


def batch(*entries: list[dict[str, Any]]) -> bytes:
    """A body with an entry for each list of events."""
    told = [{"id": PAGE, "time": 0, "messaging": events} for events in entries]
    return json.dumps({"object": "page", "entry": told}).encode()


class Person:
    """A citizen on Facebook."""

    def __init__(self, served: Served, graph: FakeGraph) -> None:
        self.served = served
        self.graph = graph
        self.id = uuid.uuid4().hex

    def event(self, **told: Any) -> dict[str, Any]:
        """An event of theirs."""
        stamp = int(time.time() * 1000)
        return {"sender": {"id": self.id}, "recipient": {"id": PAGE}, "timestamp": stamp} | told

    def message(self, text: str, **told: Any) -> dict[str, Any]:
        """An event with a message."""
        return self.event(message={"mid": f"m_{next(_numbers)}", "text": text} | told)

    def deliver(self, *events: dict[str, Any]) -> int:
        """Have events delivered in one entry; return the status that Meta gets."""
        body = batch(list(events))
        return self.served.call(PATH, body, signed(body))[0]

    def gets(self, *events: dict[str, Any]) -> list[dict[str, Any]]:
        """Have events delivered; return what comes of them, at least one message."""
        before = len(self.mine())
        assert self.deliver(*events) == 200
        wait_for(lambda: len(self.mine()) > before)
        wait_for(lambda: not self.served.door.app.ctx.outgoing.is_busy(self.sender))
        return self.mine()[before:]

    def says(self, text: str) -> list[dict[str, Any]]:
        """Have a text delivered; return what comes of it."""
        return self.gets(self.message(text))

    def mine(self) -> list[dict[str, Any]]:
        """What came to them."""
        return self.graph.messages(self.id)

    @property
    def sender(self) -> str:
        """What the conversation is called here."""
        return pseudonym("messenger", self.id, self.served.door.secret)
