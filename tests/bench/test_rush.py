"""Many citizens at once, and the first good reply, against a small server of our own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.bench.bots import Bot
from bot.bench.rush import Rush, hold_rush
from bot.bench.startup import await_reply


class Parrot(BaseHTTPRequestHandler):
    """Says every message back; the first two times it only has an excuse."""

    protocol_version = "HTTP/1.1"
    senders: list[str] = []

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.senders.append(said["sender"])
        outcome = "error" if len(self.senders) <= 2 else "answer"
        body = json.dumps([{"text": said["message"], "custom": {"outcome": outcome}}]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Parrot.senders = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Parrot) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_only_a_good_reply_ends_the_start(port: int) -> None:
    assert await_reply(Bot((), port), [], "hello", began=time.monotonic()) < 5
    assert Parrot.senders == ["first-0", "first-1", "first-2"]


def test_a_rush_ends_in_time_and_counts_good_turns(port: int) -> None:
    rush = hold_rush(port, ["a", "b", "c"], clients=3, seconds=0.2)
    good = sum(turn.is_good for turn in rush.turns)
    assert good == len(rush.turns) - 2 > 3
    assert 0.1 < rush.seconds < 5
    assert rush.per_second == pytest.approx(good / rush.seconds)
    assert {sender.rpartition("-")[0] for sender in Parrot.senders} == {"rush-0", "rush-1", "rush-2"}


def test_a_rush_that_failed_altogether_has_no_rate() -> None:
    assert Rush((), 10.0).per_second == 0
