"""Calls to vendors that bring replies to citizens: one line for each recipient, so that nothing overtakes.

Connectors put posts into a recipient's line. What a vendor cannot take just now is tried again while the line
waits; what it refuses is not. Neither a recipient nor a word of anybody's is logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from sanic import Sanic

from bot.health.metrics import metrics

logger = logging.getLogger(__name__)
WAITS_S = (1.0, 2.0, 4.0, 8.0)
"""Before each further attempt."""
TIMEOUT_S = 10.0
CONNECT_S = 3.0
FAULT_OF_THEIRS = 500


@dataclass(frozen=True)
class Post:
    """One call of a channel to its vendor; a repetition is the same call."""

    channel: str
    url: str
    body: Mapping[str, Any]
    """Sent as JSON, but see `is_form`."""
    headers: Callable[[], Mapping[str, str]] = dict
    """Made for each attempt: tokens go out of date while a vendor is down."""
    is_allowed: Callable[[], bool] = lambda: True
    """Asked before each attempt: whether the citizen may still be written to."""
    is_form: bool = False
    """Whether the body is sent as a form instead of JSON."""
    is_vital: bool = True
    """Whether it is tried again; that somebody types is not worth it."""


class Outgoing:
    """The lines of one process, and its one HTTP session.

    Args:
        waits_s: seconds before each further attempt.
        timeout_s: how long an attempt may take.
    """

    def __init__(self, waits_s: Sequence[float] = WAITS_S, timeout_s: float = TIMEOUT_S) -> None:
        limits = aiohttp.ClientTimeout(total=timeout_s, connect=CONNECT_S)
        self.session = aiohttp.ClientSession(timeout=limits, cookie_jar=aiohttp.DummyCookieJar())
        self.waits_s = waits_s
        self._lines: dict[str, deque[Sequence[Post]]] = {}
        self._runs: dict[str, asyncio.Task[None]] = {}

    def put(self, recipient: str, posts: Sequence[Post]) -> None:
        """Send these in order, behind all that waits for the same recipient (Rasa's sender)."""
        if recipient in self._lines:
            self._lines[recipient].append(posts)
            return
        line = self._lines[recipient] = deque([posts])
        self._runs[recipient] = asyncio.ensure_future(self._run(recipient, line))

    def drop(self, recipient: str) -> None:
        """Send nothing of what waits for a recipient, not even what is being tried again."""
        self._lines.pop(recipient, None)
        run = self._runs.pop(recipient, None)
        if run:
            run.cancel()

    def is_busy(self, recipient: str) -> bool:
        """Whether something waits for a recipient, or is being sent."""
        return recipient in self._lines

    async def close(self) -> None:
        """Give up whatever waits; for the end of the process."""
        for recipient in list(self._runs):
            self.drop(recipient)
        await self.session.close()

    async def _run(self, recipient: str, line: deque[Sequence[Post]]) -> None:
        """Send a line to its end; one that was dropped is cancelled, and no longer this recipient's."""
        while line:
            try:
                await self._send_all(line.popleft())
            except Exception as error:  # what cannot be sent must not hold up what comes behind
                logger.error("outgoing.broken error=%s", type(error).__name__)
        del self._lines[recipient], self._runs[recipient]

    async def _send_all(self, posts: Sequence[Post]) -> None:
        """Send what belongs together; behind what could not be delivered the rest makes no sense."""
        for number, post in enumerate(posts):
            if not await self._deliver(post):
                for left in posts[number + 1 :]:
                    _count(left, "dropped")
                return

    async def _deliver(self, post: Post) -> bool:
        """Send a post, if need be again and again; False when the vendor could not be reached for it."""
        for wait_s in (*self.waits_s, None):
            if not post.is_allowed():
                _count(post, "dropped")
                return False
            status = await self._try(post)
            if status is not None and status < FAULT_OF_THEIRS:
                _count(post, "sent" if status < 300 else "refused")
                if status >= 300:
                    logger.error("outgoing.refused channel=%s status=%s", post.channel, status)
                return True
            if not post.is_vital:
                return True
            if wait_s is not None:
                _count(post, "retried")
                await asyncio.sleep(wait_s)
        _count(post, "failed")
        logger.error("outgoing.failed channel=%s status=%s", post.channel, status)
        return False

    async def _try(self, post: Post) -> int | None:
        """Return the status of one attempt, None without an answer."""
        try:
            body = {"data" if post.is_form else "json": post.body}
            call = self.session.post(post.url, headers=post.headers(), allow_redirects=False, **body)
            async with call as response:
                return response.status
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            logger.warning("outgoing.unanswered channel=%s error=%s", post.channel, type(error).__name__)
            return None


def outgoing_of(app: Sanic) -> Outgoing:
    """Return the one of this process, made by the first channel that asks; `close_outgoing` ends it."""
    if not hasattr(app.ctx, "outgoing"):
        app.ctx.outgoing = Outgoing()
    outgoing: Outgoing = app.ctx.outgoing
    return outgoing


async def close_outgoing(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    """Give up whatever waits; a listener for the end of an app, however many channels have it."""
    if hasattr(app.ctx, "outgoing"):
        await app.ctx.outgoing.close()


def _count(post: Post, result: str) -> None:
    metrics().sends.labels(post.channel, result).inc()
