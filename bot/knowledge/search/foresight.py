"""Work begun before it is asked for, on a thread of its own.

While the assistant still makes out what a message means, its words and vector are known already, and the
other processor is idle. Work that nobody asks for is forgotten; work not begun when it is asked for is not
waited for.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

MOST_KEPT = 64

Result = TypeVar("Result")


class Foresight(Generic[Result]):
    """Results on their way, by key; each is handed out once."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="foresight")
        self._begun: OrderedDict[Hashable, Future[Result]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, key: Hashable, work: Callable[[], Result]) -> None:
        """Do the work as soon as the thread is free."""
        with self._lock:
            self._begun[key] = self._thread.submit(work)
            if len(self._begun) > MOST_KEPT:
                self._begun.popitem(last=False)[1].cancel()

    def take(self, key: Hashable) -> Result | None:
        """Return what was begun for this key, waiting for its end; None when nothing is under way."""
        with self._lock:
            begun = self._begun.pop(key, None)
        if begun is None or begun.cancel() or begun.exception() is not None:
            return None
        return begun.result()
