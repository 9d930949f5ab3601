"""One queue for each sender: what is worked on after it was acknowledged keeps the order it came in."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

Work = Callable[[], Coroutine[Any, Any, Any]]


class Queues:
    """The queues of one process; one that is empty is forgotten.

    Across processes the kept turns see to the order.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Work]] = {}

    def put(self, sender: str, work: Work, start: Callable[[Coroutine[Any, Any, Any]], Any]) -> None:
        """Do the work after all that was put before for this sender; `start` runs the queue as a task."""
        if sender in self._waiting:
            self._waiting[sender].append(work)
            return
        self._waiting[sender] = deque([work])
        start(self._run(sender))

    async def _run(self, sender: str) -> None:
        waiting = self._waiting[sender]
        while waiting:
            await asyncio.gather(waiting[0](), return_exceptions=True)
            waiting.popleft()
        del self._waiting[sender]
