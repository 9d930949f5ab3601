"""The step `limit`: nobody says too much in a minute, whichever process they reach.

Each process counts in memory. Once a second it adds up with the others, in the database, what those used who
have used a tenth of a limit or more: hardly anybody, so that hardly anything is written.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Refused
from bot.channels.base.counts import Counts
from bot.channels.base.message import Message

if TYPE_CHECKING:
    from bot.channels.base.door import Door

logger = logging.getLogger(__name__)
MINUTE_S = 60
SHARED_FROM = 0.1  # of the limit
EXCHANGE_S = 1.0
IPV6_SITE = 64  # bits; whoever has one address of a site has them all


async def limit(message: Message, door: Door) -> None:
    """Count the message for its conversation and its address; somebody in danger is counted for nothing.

    Nor is what a program of this machine says, which speaks for many and counts by itself.
    """
    if message.danger or not message.said.is_counted:
        return
    rates = door.settings.web
    door.limiter.count("session", message.sender, rates.session_rate)
    if message.said.address:
        door.limiter.count("address", message.said.address, rates.address_rate)


class Limiter:
    """Counters that begin anew each minute.

    Args:
        counts: where the processes add up; None when there is but this one.
        secret: with which those counted are hashed.
        clock: seconds since 1970, the same for all processes.
    """

    def __init__(self, counts: Counts | None, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._counts = counts
        self._key = secret.encode()[:64]
        self._clock = clock
        self._minute = -1
        self._begin(-1)

    def count(self, kind: str, who: str, most: int) -> None:
        """Count one request; raises Refused `rate_limited` when `who` made `most` of this kind already."""
        now = self._clock()
        minute = int(now // MINUTE_S)
        if minute != self._minute:
            self._begin(minute)
        key = f"{kind} {who}"
        if self._own[key] + self._others.get(key, 0) >= most:
            raise Refused("rate_limited", math.ceil(MINUTE_S - now % MINUTE_S))
        self._own[key] += 1
        if self._own[key] >= most * SHARED_FROM:
            self._shared.add(key)

    def exchange(self) -> None:
        """Add up with the other processes; raises SQLAlchemyError."""
        minute, own, told, shared = self._minute, self._own, self._told, list(self._shared)
        if self._counts is None or not shared:
            return
        names = {key: blake2b(key.encode(), key=self._key, digest_size=16).hexdigest() for key in shared}
        counted = {key: own[key] for key in shared}
        fresh = {names[key]: counted[key] - told[key] for key in shared}
        totals = self._counts.add(minute, {name: count for name, count in fresh.items() if count})
        totals |= self._counts.read(minute, [names[key] for key in shared if names[key] not in totals])
        told.update({key: counted[key] - told[key] for key in shared})
        if minute == self._minute:
            self._others.update({key: totals.get(names[key], 0) - told[key] for key in shared})

    def _begin(self, minute: int) -> None:
        self._minute = minute
        self._own: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        self._others: dict[str, int] = {}
        self._shared: set[str] = set()


async def keep_exchanging(limiter: Limiter) -> None:
    """Add up once a second, for good; meanwhile each process goes by what it knows."""
    while True:
        await asyncio.sleep(EXCHANGE_S)
        try:
            await asyncio.to_thread(limiter.exchange)
        except SQLAlchemyError as error:
            logger.warning("door.limits.failed error=%s", type(error).__name__)


def group_address(address: str) -> str:
    """Return the address, or the site that an IPv6 address belongs to."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(found) if found.version == 4 else str(ip_network(f"{found}/{IPV6_SITE}", strict=False))
