"""How long a bot takes from launching its processes to its first good reply.

Asks again and again, each time as somebody else, until the reply is good."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from bot.bench.bots import Bot
from bot.bench.client import FAILURES, Client, is_good
from bot.bench.server import Server
from bot.errors import ProcessError

TIMEOUT_SECONDS = 300.0
_LOOK_SECONDS = 0.02


@dataclass(frozen=True)
class Patience:
    """How to wait: the seconds at most and between two looks, and whom to tell the seconds gone so far."""

    seconds: float = TIMEOUT_SECONDS
    look_seconds: float = _LOOK_SECONDS
    tell: Callable[[float], None] = lambda gone: None


def await_reply(
    bot: Bot, servers: Sequence[Server], text: str, *, began: float, patience: Patience = Patience()
) -> float:
    """Return the seconds from `began` (time.monotonic) to the first good reply to this text."""
    for attempt in count():
        for server in servers:
            server.require_running()
        if _replies_well(bot.port, f"first-{attempt}", text):
            return time.monotonic() - began
        if time.monotonic() - began > patience.seconds:
            logs = ", ".join(str(command.log) for command in bot.commands)
            raise ProcessError(f"no good reply after {patience.seconds:.0f} s, see {logs}")
        patience.tell(time.monotonic() - began)
        time.sleep(patience.look_seconds)
    raise AssertionError("count() never ends")


def _replies_well(port: int, sender: str, text: str) -> bool:
    """Whether a good reply comes; while nobody listens yet, there is none."""
    with Client(port) as client:
        try:
            return is_good(client.ask(sender, text))
        except FAILURES:
            return False
