"""Notices what is new in the conversations that this process shows, whichever process wrote it.

One small query for all of them, a few times a second, and none while nobody looks.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)
LOOK_S = 0.3


class Watcher:
    """Wakes whoever listens to a conversation.

    Args:
        changes: gives, for each of these conversations that is there, a number that grows with its changes.
    """

    def __init__(self, changes: Callable[[Collection[str]], dict[str, int]]) -> None:
        self._changes = changes
        self._listeners: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._known: dict[str, int] = {}
        self._look: asyncio.Task[None] | None = None

    @property
    def listeners(self) -> int:
        """How many are listening."""
        return sum(map(len, self._listeners.values()))

    @contextmanager
    def listening(self, conversation: str) -> Iterator[asyncio.Event]:
        """Give an event that is set whenever there may be something new."""
        changed = asyncio.Event()
        self._listeners[conversation].add(changed)
        if self._look is None or self._look.done():
            self._look = asyncio.ensure_future(self._keep_looking())
        try:
            yield changed
        finally:
            self._listeners[conversation].discard(changed)
            if not self._listeners[conversation]:
                del self._listeners[conversation]
                self._known.pop(conversation, None)

    def wake(self, conversation: str) -> None:
        """Wake the listeners of a conversation."""
        for changed in self._listeners.get(conversation, ()):
            changed.set()

    async def _keep_looking(self) -> None:
        while self._listeners:
            await asyncio.sleep(LOOK_S)
            try:
                found = self._changes(self._listeners)
            except SQLAlchemyError as error:
                logger.error("web.watch.failed error=%s", type(error).__name__)
                continue
            for conversation in self._listeners:
                # One that is gone is as new as one that has grown.
                if found.get(conversation, -1) != self._known.get(conversation, 0):
                    self._known[conversation] = found.get(conversation, -1)
                    self.wake(conversation)
