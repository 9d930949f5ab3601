"""Counts requests, minute by minute, and refuses those that are too many.

Each process counts its own; with several (Rasa's SANIC_WORKERS), each allows its share.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from bot.channels.web.errors import WebError

MINUTE_S = 60.0
IPV6_SITE = 64  # bits; whoever has one address of a site has them all


class Limiter:
    """Counters that begin anew each minute.

    Args:
        workers: how many processes share the traffic.
        clock: seconds that only grow.
    """

    def __init__(self, workers: int = 1, clock: Callable[[], float] = time.monotonic) -> None:
        self._workers = workers
        self._clock = clock
        self._minute = -1
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, kind: str, who: str, most: int) -> None:
        """Count one request; raises WebError `rate_limited` when `who` made `most` of this kind already."""
        now = self._clock()
        if int(now // MINUTE_S) != self._minute:
            self._minute = int(now // MINUTE_S)
            self._counts.clear()
        if self._counts[kind, who] >= math.ceil(most / self._workers):
            left = math.ceil(MINUTE_S - now % MINUTE_S)
            raise WebError("rate_limited", {"Retry-After": str(left)})
        self._counts[kind, who] += 1


def group_address(address: str) -> str:
    """Return the address, or the site that an IPv6 address belongs to."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(found) if found.version == 4 else str(ip_network(f"{found}/{IPV6_SITE}", strict=False))
