"""Many citizens at once: how many turns a second a bot gets done.

Each client is a thread with a connection of its own, and asks its next question as soon as it has a reply."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.bench.client import Client, Turn
from bot.bench.questions import converse

CLIENTS = 16
SECONDS = 10.0
MOST_TURNS_A_CLIENT = 250


@dataclass
class Rush:
    """What came of it: every turn that ended in time, and the seconds it went on."""

    turns: list[Turn] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Turns with a good reply, a second."""
        return sum(turn.is_good for turn in self.turns) / self.seconds if self.seconds else 0.0


def hold_rush(port: int, texts: Sequence[str], *, clients: int = CLIENTS, seconds: float = SECONDS) -> Rush:
    """Ask with so many clients for so many seconds, or until each had its most turns."""
    rush, is_over = Rush(), threading.Event()
    began = time.monotonic()
    threads = [
        threading.Thread(
            # Each begins at another text, so that no two ask the same at once.
            target=_ask_on,
            args=(port, f"rush-{i}", _turned(texts, i * len(texts) // clients), rush, is_over, began + seconds),
            daemon=True,
        )
        for i in range(clients)
    ]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rush.seconds = time.monotonic() - began
    finally:
        is_over.set()  # after an interrupt nobody asks on
    return rush


def _turned(texts: Sequence[str], start: int) -> list[str]:
    return [*texts[start:], *texts[:start]]
