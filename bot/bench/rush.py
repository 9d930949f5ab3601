"""Many citizens at once: how many turns a second a bot gets done.

Each client is a thread with a connection of its own, and asks its next question as soon as it has a reply."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bot.bench.client import Client, Turn
from bot.bench.questions import converse

CLIENTS = 16
SECONDS = 10.0
MOST_TURNS_A_CLIENT = 250


@dataclass(frozen=True)
class Rush:
    """What came of it: its turns, and the seconds until the last one ended."""

    turns: tuple[Turn, ...]
    seconds: float

    @property
    def per_second(self) -> float:
        """Turns with a good reply, a second."""
        return sum(turn.is_good for turn in self.turns) / self.seconds


def hold_rush(port: int, texts: Sequence[str], *, clients: int = CLIENTS, seconds: float = SECONDS) -> Rush:
    """Ask with so many clients for so many seconds, or until each has had its most turns."""
    began = time.monotonic()
    citizens = [_Citizen(port, number, _from(texts, number / clients)) for number in range(clients)]
    try:
        for citizen in citizens:
            citizen.start()
        while any(citizen.is_alive() for citizen in citizens):
            time.sleep(0.01)
            if time.monotonic() - began >= seconds:
                break
    finally:
        for citizen in citizens:
            citizen.is_over.set()  # nobody asks on, after an interrupt neither
    for citizen in citizens:
        citizen.join()
    return Rush(tuple(turn for citizen in citizens for turn in citizen.turns), time.monotonic() - began)


class _Citizen(threading.Thread):
    """Asks one question after the other until it is over."""

    def __init__(self, port: int, number: int, texts: Sequence[str]) -> None:
        super().__init__(name=f"citizen {number}", daemon=True)
        self.is_over = threading.Event()
        self.turns: list[Turn] = []
        self._port = port
        self._said = islice(converse(texts, f"rush-{number}"), MOST_TURNS_A_CLIENT)

    def run(self) -> None:
        with Client(self._port) as client:
            for sender, text in self._said:
                if self.is_over.is_set():
                    return
                self.turns.append(client.time(sender, text))


def _from(texts: Sequence[str], share: float) -> list[str]:
    """The texts from another one on, so that no two citizens ask the same at once."""
    start = int(len(texts) * share)
    return [*texts[start:], *texts[:start]]
