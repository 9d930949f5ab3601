"""Who waits for a person, read from the database when somebody asks for the metrics.

Gives a collector of Prometheus; called by `channel`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.handoff.tables import CONTACT_REQUEST, HANDOFF

TOLD = {
    "missi_citizens_waiting": "Conversations that wait for a person.",
    "missi_longest_wait_seconds": "How long the first of them has waited.",
    "missi_citizens_with_agent": "Conversations that a person has.",
    "missi_contact_requests_open": "Contact requests that nobody has called back.",
}


class Queue(Collector):
    """Figures as gauges."""

    def __init__(self, figures: Mapping[str, float]) -> None:
        self._figures = figures

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """See parent class."""
        for name, value in self._figures.items():
            yield GaugeMetricFamily(name, TOLD[name], value=value)


def read_queue(engine: Engine) -> Queue:
    """Return the queue for Prometheus; raises SQLAlchemyError when it cannot be read."""
    return Queue(read_figures(engine))


def read_figures(engine: Engine) -> dict[str, float]:
    """Return the queue as it is now, by the names of TOLD; raises SQLAlchemyError when it cannot be read."""
    by_owner = select(HANDOFF.c.owner, func.count(), func.min(HANDOFF.c.since)).group_by(HANDOFF.c.owner)
    unanswered = select(func.count()).select_from(CONTACT_REQUEST).where(CONTACT_REQUEST.c.done_by.is_(None))
    with engine.connect() as connection:
        found = {owner: (count, since) for owner, count, since in connection.execute(by_owner)}
        requests = connection.execute(unanswered).scalar_one()
    waiting, first = found.get("queued", (0, None))
    figures = (
        waiting,
        max(0.0, time.time() - first) if first else 0.0,
        found.get("agent", (0,))[0],
        requests,
    )
    return dict(zip(TOLD, map(float, figures)))
