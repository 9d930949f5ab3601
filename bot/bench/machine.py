"""The machine measured on, and how busy others keep it: the figures are only as good as it is idle.

Written into the results by `bot.bench.report`."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

NOISY_SHARE = 0.05  # above this share of others the figures are called noisy
_STAT = Path("/proc/stat")
_SAMPLE_SECONDS = 2.0


@dataclass(frozen=True)
class Machine:
    """What the figures hold for."""

    cores: int
    busy_before: float
    """Share of all cores that others used just before the run; none of our processes ran."""
    busy_after: float
    """The same just after the run."""
    python: str = platform.python_version()
    rasa: str = version("rasa")

    @property
    def is_noisy(self) -> bool:
        """Whether others used so much of the machine that the figures may not be trusted."""
        return max(self.busy_before, self.busy_after) > NOISY_SHARE


def look_at_machine(busy_before: float, busy_after: float) -> Machine:
    """Return this machine, with what `sample_busy` said before and after the run."""
    return Machine(os.cpu_count() or 1, busy_before, busy_after)


def sample_busy() -> float:
    """Return the share of all cores that is in use, watched for two seconds."""
    before = _STAT.read_text()
    time.sleep(_SAMPLE_SECONDS)
    return parse_busy(before, _STAT.read_text())


def parse_busy(before: str, after: str) -> float:
    """Return the share of the time between two readings of /proc/stat in which the cores worked."""
    first, second = _ticks(before), _ticks(after)
    spent = [later - earlier for earlier, later in zip(first, second, strict=True)]
    idle = spent[3] + spent[4]  # user, nice, system, idle, iowait, irq, softirq, steal (proc(5))
    return 1 - idle / sum(spent) if sum(spent) else 0.0


def _ticks(stat: str) -> list[int]:
    """The first line is the sum over all cores; guest time after the eighth is in user time already."""
    return [int(ticks) for ticks in stat.splitlines()[0].split()[1:9]]
