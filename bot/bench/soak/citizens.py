"""Citizens who talk on until they are told to stop, on the REST channel or on the web, and check each reply.

Every other turn one chooses a record of their own, which no other citizen has: a reply about another record
was meant for somebody else.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from bot.bench.client import FAILURES, LOOPBACK, TIMEOUT_SECONDS, Client, is_good

TURNS_A_CONVERSATION = 10
CHAT = "/chat/api/v1"


@dataclass(frozen=True)
class Spoken:
    """A turn: how long it took, and what was wrong with it: "", "error", "lost", or "mixed up"."""

    channel: str
    seconds: float
    fault: str


class SoakCitizen(threading.Thread):
    """One of them.

    Args:
        port: where the assistant is.
        record: the record that only this citizen chooses.
        texts: what they ask in the other turns.
    """

    channel: str

    def __init__(self, port: int, record: str, texts: Sequence[str]) -> None:
        super().__init__(name=f"citizen of {record}", daemon=True)
        self.is_over = threading.Event()
        self.spoken: list[Spoken] = []
        self._port = port
        self._record = record
        self._texts: Iterator[str] = cycle(texts)

    @property
    def _choice(self) -> str:
        return "/choose_option" + json.dumps({"option": self._record})

    def run(self) -> None:
        """See parent class."""
        while not self.is_over.is_set():
            self._converse()

    @abstractmethod
    def _converse(self) -> None:
        """Have one conversation."""

    def _note(self, began: float, fault: str) -> None:
        self.spoken.append(Spoken(self.channel, time.perf_counter() - began, fault))


class RestCitizen(SoakCitizen):
    """On the REST channel."""

    channel = "rest"

    def _converse(self) -> None:
        sender = uuid.uuid4().hex
        with Client(self._port) as client:
            for number in range(TURNS_A_CONVERSATION):
                if self.is_over.is_set():
                    return
                text = next(self._texts) if number % 2 else self._choice
                began = time.perf_counter()
                try:
                    replies = client.ask(sender, text)
                except FAILURES:
                    self._note(began, "error")
                    return
                self._note(began, self._judge(replies, sender, is_chosen=not number % 2))

    def _judge(self, replies: list[dict[str, Any]], sender: str, *, is_chosen: bool) -> str:
        if any(reply.get("recipient_id") != sender for reply in replies):
            return "mixed up"
        if not is_good(replies):
            return "error"
        records = replies[-1].get("custom", {}).get("records")
        return "mixed up" if is_chosen and records != [self._record] else ""


class WebCitizen(SoakCitizen):
    """On the web channel; at the end of a conversation, all that was said must be there, in its order."""

    channel = "web"

    def _converse(self) -> None:
        self._connection = http.client.HTTPConnection(LOOPBACK, self._port, timeout=TIMEOUT_SECONDS)
        self._token = ""
        sent: list[str] = []
        began = time.perf_counter()
        try:
            self._token = self._call("POST", "sessions", {})["token"]
            for number in range(TURNS_A_CONVERSATION):
                if self.is_over.is_set():
                    break
                identity = uuid.uuid4().hex
                body = {"text": next(self._texts)} if number % 2 else {"choice": self._choice}
                began = time.perf_counter()
                turn = self._call("POST", "messages", {"id": identity} | body)["turn"]
                sent.append(identity)
                self._note(began, self._judge(turn, identity, is_chosen=not number % 2))
            began = time.perf_counter()
            kept = [turn["id"] for turn in self._call("GET", "messages", None)["turns"]]
            if kept != sent:
                self._note(began, "lost")
        except FAILURES:
            self._note(began, "error")
        finally:
            self._connection.close()

    def _judge(self, turn: dict[str, Any], identity: str, *, is_chosen: bool) -> str:
        reply = turn["reply"]
        if turn["id"] != identity:
            return "mixed up"
        if reply["outcome"] == "error" or not (reply["texts"] or reply["cards"]):
            return "error"
        told = [card["record"] for card in reply["cards"]]
        return "mixed up" if is_chosen and told != [self._record] else ""

    def _call(self, method: str, path: str, data: Any) -> Any:
        """Return the JSON that comes back; raises one of FAILURES."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        body = None if data is None else json.dumps(data).encode()
        self._connection.request(method, f"{CHAT}/{path}", body, headers)
        with self._connection.getresponse() as response:
            content = response.read()
        if response.status not in (200, 201):
            raise ValueError(f"HTTP status {response.status}")
        return json.loads(content)
