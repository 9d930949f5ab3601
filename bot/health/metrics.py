"""What is counted, in the form of Prometheus; docs/operate.md tells what each means.

Counted by the front door, told by `channel`. Several worker processes count in files of one folder that
`missi run` names (PROMETHEUS_MULTIPROC_DIR), and any of them tells the sum.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.registry import Collector

from bot.operations.counts import FOLDER_VARIABLE

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 12.0)
"""Bounds of what is timed; at 12 s a citizen is excused."""


class Metrics:
    """The counters of this process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        made: dict[str, Any] = {"namespace": "missi", "registry": self.registry}
        self.turns = Counter("turns", "Messages replied to.", ("channel", "outcome"), **made)
        self.refused = Counter("refused", "Messages not taken, by reason.", ("channel", "reason"), **made)
        self.sends = Counter("sends", "Calls to vendors, by result.", ("channel", "result"), **made)
        self.masked = Counter("masked_items", "Personal data masked, by kind.", ("kind",), **made)
        self.errors = Counter("errors", "Lines logged as errors, by event.", ("event",), **made)
        self.turn_seconds = Histogram("turn_seconds", "A whole turn.", ("channel",), buckets=SECONDS, **made)
        self.stage_seconds = Histogram(
            "stage_seconds", "One step of the front door.", ("stage",), buckets=SECONDS, **made
        )
        self.under_way = Gauge(
            "messages_under_way", "Messages being worked on.", multiprocess_mode="livesum", **made
        )

    def tell(self, *others: Collector) -> bytes:
        """Return everything that all processes counted, and what others know, as Prometheus reads it."""
        folder = os.environ.get(FOLDER_VARIABLE)
        counted, known = self.registry, CollectorRegistry()
        if folder:
            _forget_the_dead(Path(folder))
            counted = CollectorRegistry()
            multiprocess.MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        for other in others:
            known.register(other)
        return bytes(generate_latest(counted) + generate_latest(known))


@lru_cache(maxsize=1)
def metrics() -> Metrics:
    """Those of this process, made with the first use."""
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Metrics()


def _forget_the_dead(folder: Path) -> None:
    """What a process that was killed had under way is no longer."""
    for path in folder.glob("gauge_live*_*.db"):
        pid = path.stem.rpartition("_")[2]
        if not Path(f"/proc/{pid}").exists():
            multiprocess.mark_process_dead(int(pid), str(folder))  # type: ignore[no-untyped-call]
