"""Google's public keys, with which the ID tokens of its service agents are signed (a JSON Web Key Set)."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import jwt

logger = logging.getLogger(__name__)
ADDRESS = "https://www.googleapis.com/oauth2/v3/certs"
TIMEOUT = aiohttp.ClientTimeout(total=3)
SHORTEST_S, USUAL_S = 60.0, 3600.0
_MAX_AGE = re.compile(r"max-age=(\d+)")

Fetch = Callable[[], Awaitable[tuple[dict[str, Any], str]]]
"""Gives a key set, and the Cache-Control header that came with it; raises OSError or ValueError."""


async def fetch_keys(address: str = ADDRESS) -> tuple[dict[str, Any], str]:
    """Return what is at the address; raises OSError when it cannot be had, ValueError when it is no JSON."""
    try:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            async with session.get(address, allow_redirects=False, raise_for_status=True) as answer:
                return dict(await answer.json()), answer.headers.get("Cache-Control", "")
    except (aiohttp.ClientError, asyncio.TimeoutError) as error:
        raise OSError(type(error).__name__) from None


class KeySet:
    """The keys of one address, kept as long as it allows.

    Args:
        fetch: gets them.
        clock: seconds that only grow.
    """

    def __init__(self, fetch: Fetch = fetch_keys, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._keys: dict[str, Any] = {}
        self._stale_at = self._next_try_at = float("-inf")
        self._lock = asyncio.Lock()

    async def find(self, identity: str) -> Any | None:
        """Return the key of this id (`kid`), None when Google has none.

        Raises OSError when there are no keys at all. An unknown id makes it look again, once a minute at
        most, since anybody can make up ids.
        """
        if self._is_due(identity):
            async with self._lock:
                if self._is_due(identity):
                    await self._renew()
        if not self._keys:
            raise OSError("no keys")
        return self._keys.get(identity)

    def _is_due(self, identity: str) -> bool:
        now = self._clock()
        return now >= self._next_try_at and (now >= self._stale_at or identity not in self._keys)

    async def _renew(self) -> None:
        self._next_try_at = self._clock() + SHORTEST_S
        try:
            data, caching = await self._fetch()
            fresh = {key.key_id: key.key for key in jwt.PyJWKSet.from_dict(data).keys if key.key_id}
        except (OSError, ValueError, jwt.PyJWTError) as error:  # those of before still hold
            logger.error("google.keys.failed error=%s", type(error).__name__)
            return
        self._keys = fresh
        found = _MAX_AGE.search(caching)
        self._stale_at = self._clock() + max(float(found[1]) if found else USUAL_S, SHORTEST_S)
