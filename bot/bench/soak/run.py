"""Lets so many citizens talk for so long, half of them on each channel, and looks at the memory meanwhile."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.bench.figures import percentile
from bot.bench.memory import measure_pss
from bot.bench.server import Server
from bot.bench.soak.citizens import RestCitizen, SoakCitizen, Spoken, WebCitizen

WARM_UP = 0.3  # of the time; caches fill meanwhile
LOOK_S = 5.0
_HEAD = "citizens  turns  turns/s  errors  lost  mixed up  REST p50/p95 ms  web p50/p95 ms  memory MB  growth"


@dataclass(frozen=True)
class Soak:
    """What came of it."""

    citizens: int
    seconds: float
    spoken: tuple[Spoken, ...]
    memory: tuple[int, ...]
    """Bytes of all processes, every few seconds after the warm-up."""

    @property
    def faults(self) -> Counter[str]:
        """How many turns had which fault."""
        return Counter(turn.fault for turn in self.spoken if turn.fault)

    @property
    def growth(self) -> float:
        """By which share the memory grew: the last third of the looks against the first one."""
        third = max(1, len(self.memory) // 3)
        first, last = sum(self.memory[:third]) / third, sum(self.memory[-third:]) / third
        return last / first - 1.0

    def milliseconds(self, percent: int, channel: str) -> float:
        """A percentile of the turns on a channel."""
        return percentile([turn.seconds for turn in self.spoken if turn.channel == channel], percent) * 1000


def soak(
    port: int,
    servers: Sequence[Server],
    *,
    records: Sequence[str],
    texts: Sequence[str],
    citizens: int,
    seconds: float,
) -> Soak:
    """Let citizens talk.

    Args:
        port: where the assistant is.
        servers: its processes.
        records: ids of records, at least one for each citizen.
        texts: what is asked.
        citizens: how many.
        seconds: how long.
    """
    crowd = [_citizen(port, number, records, texts) for number in range(citizens)]
    began, memory = time.monotonic(), []
    try:
        for citizen in crowd:
            citizen.start()
        while (gone := time.monotonic() - began) < seconds:
            if gone > seconds * WARM_UP:
                memory.append(measure_pss(server.session for server in servers))
            time.sleep(min(LOOK_S, seconds / 10))
    finally:
        for citizen in crowd:
            citizen.is_over.set()
    for citizen in crowd:
        citizen.join()
    spoken = tuple(turn for citizen in crowd for turn in citizen.spoken)
    return Soak(citizens, time.monotonic() - began, spoken, tuple(memory))


def _citizen(port: int, number: int, records: Sequence[str], texts: Sequence[str]) -> SoakCitizen:
    start = number * 37 % len(texts)
    kind = WebCitizen if number % 2 else RestCitizen
    return kind(port, records[number], [*texts[start:], *texts[:start]])


def show_table(soaks: Sequence[Soak]) -> str:
    """Return the table that `make soak` prints."""
    lines = [_HEAD]
    for one in soaks:
        rest, web = (f"{one.milliseconds(50, c):.0f}/{one.milliseconds(95, c):.0f}" for c in ("rest", "web"))
        turns, rate, faults = len(one.spoken), len(one.spoken) / one.seconds, one.faults
        told = f"{faults['error']:6}  {faults['lost']:4}  {faults['mixed up']:8}  {rest:>15}  {web:>14}"
        memory = f"{one.memory[-1] / 1e6:9.0f}  {one.growth:6.1%}"
        lines.append(f"{one.citizens:8}  {turns:5}  {rate:7.1f}  {told}  {memory}")
    return "\n".join(lines)
