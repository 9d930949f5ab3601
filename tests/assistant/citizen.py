"""A citizen who talks to an assistant over its REST channel; every reply is checked against the contract."""

from __future__ import annotations

import json
import urllib.request
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from tests.assistant.contract import Contract, read_contract

TIMEOUT_SECONDS = 60.0
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Reply:
    """What came back for one message."""

    messages: list[dict[str, Any]]
    contract: Contract

    @property
    def texts(self) -> list[str]:
        """The texts in order."""
        return [message["text"] for message in self.messages if message.get("text")]

    @property
    def text(self) -> str:
        """All of the texts."""
        return "\n".join(self.texts)

    @property
    def payloads(self) -> list[str]:
        """What each button sends, in order."""
        return [button["payload"] for message in self.messages for button in message.get("buttons", ())]

    def __str__(self) -> str:
        told = self.contract
        head = f"[{told.outcome}] {', '.join(told.records)} aspect={told.aspect}"
        return f"{head} intent={told.intent} {told.confidence:.2f}\n{self.text}\n{self.payloads}"


@dataclass
class Citizen:
    """Somebody with a conversation of their own."""

    address: str
    known: Collection[str]
    """Ids of the records that a reply may name."""
    sender: str = field(default_factory=lambda: f"test-{uuid.uuid4().hex}")

    def says(self, text: str) -> Reply:
        """Send a message, return the reply."""
        return self.sends(json.dumps({"sender": self.sender, "message": text}).encode())

    def sends(self, body: bytes, recipient: str | None = None) -> Reply:
        """Send any bytes; `recipient` is who the reply must name when that is not this citizen."""
        messages = post(self.address, body)
        return Reply(messages, read_contract(messages, sender=recipient or self.sender, known=self.known))


def post(address: str, body: bytes) -> Any:
    """Return the JSON that comes back; an HTTP status that is not a success raises OSError."""
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"}, method="POST")
    with _direct.open(request, timeout=TIMEOUT_SECONDS) as response:
        return json.load(response)
