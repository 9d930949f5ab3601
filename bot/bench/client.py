"""A citizen on the REST channel, one connection kept open, each turn timed.

Used for both bots alike; talks to this machine only."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

LOOPBACK = "127.0.0.1"
PATH = "/webhooks/rest/webhook"
TIMEOUT_SECONDS = 30.0
FAILURES = (OSError, http.client.HTTPException, ValueError)


@dataclass(frozen=True)
class Turn:
    """How long a turn took, and whether it got a good reply."""

    seconds: float
    is_good: bool


class Client:
    """Sends messages to a bot on this port; not to be shared between threads."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=TIMEOUT_SECONDS)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def ask(self, sender: str, text: str) -> Any:
        """Return the JSON of the reply; raises one of FAILURES."""
        body = json.dumps({"sender": sender, "message": text}).encode()
        try:
            self._connection.request("POST", PATH, body, {"Content-Type": "application/json"})
            with self._connection.getresponse() as response:
                replies = response.read()
        except BaseException:
            self._connection.close()  # what may still come would be taken for the next reply
            raise
        if response.status != http.client.OK:
            raise ValueError(f"HTTP status {response.status}")
        return json.loads(replies)

    def time(self, sender: str, text: str) -> Turn:
        """Return the turn; one that failed is not good."""
        began = time.perf_counter()
        try:
            replies = self.ask(sender, text)
        except FAILURES:
            return Turn(time.perf_counter() - began, False)
        return Turn(time.perf_counter() - began, is_good(replies))


def play(port: int, turns: Iterable[tuple[str, str]]) -> list[Turn]:
    """Say these turns one after the other over one connection."""
    with Client(port) as client:
        return [client.time(sender, text) for sender, text in turns]


def is_good(replies: Sequence[dict[str, Any]]) -> bool:
    """Whether somebody would call this a reply: it says something, and it is not our excuse for a failure."""
    told = any(reply.get("text") for reply in replies)
    return told and all((reply.get("custom") or {}).get("outcome") != "error" for reply in replies)
