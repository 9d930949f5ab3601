"""How much processor time a session of processes has used, read from /proc.

Unlike the time of a turn, it hardly changes when others use the machine too."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bot.bench.memory import PROC, parse_session


def processor_seconds(sessions: Iterable[int], proc: Path = PROC) -> float:
    """Return the seconds used so far by every process in these sessions that still runs."""
    wanted = set(sessions)
    ticks = 0
    for folder in proc.glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        if parse_session(stat) in wanted:
            ticks += parse_ticks(stat)
    return ticks / os.sysconf("SC_CLK_TCK")


def parse_ticks(stat: str) -> int:
    """Return the clock ticks in user and system mode of a process from its `stat`."""
    # After "pid (name) ", state is the 3rd field; utime and stime are the 14th and 15th (proc(5)).
    user, system = stat[stat.rindex(")") + 1 :].split()[11:13]
    return int(user) + int(system)
