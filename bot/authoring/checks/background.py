"""Looks at each commit once, on a thread in the background, so that no page waits for what takes seconds."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.errors import MissiError

logger = logging.getLogger(__name__)
KEPT = 3  # commits
Found = TypeVar("Found")


@dataclass(frozen=True)
class Look(Generic[Found]):
    """What is known of a commit so far."""

    is_done: bool = False
    found: Found | None = None
    """What was found; while that is being looked for, what was found in the commit before."""
    fault: str = ""
    """Why nothing could be found out."""


class Background(Generic[Found]):
    """What `work` finds in each commit, one after the other."""

    def __init__(self, work: Callable[[str], Found]) -> None:
        self._work = work
        self._known: dict[str, Look[Found]] = {}
        self._last: Found | None = None
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def look(self, commit: str) -> Look[Found]:
        """Return what is known at once; begins to look when nothing is."""
        with self._lock:
            if commit in self._known:
                return self._known[commit]
            while len(self._known) >= KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[commit] = pending = Look(found=self._last)
        threading.Thread(target=self._find, args=(commit,), name="check", daemon=True).start()
        return pending

    def _find(self, commit: str) -> None:
        with self._turn:
            try:
                look = Look(True, self._work(commit))
            except MissiError as error:
                look = Look(True, fault=str(error))
            except Exception as error:  # told on the page; the next commit is looked at again
                logger.error("check.failed error=%s", type(error).__name__)
                look = Look(True, fault=f"the check failed ({type(error).__name__})")
        with self._lock:
            self._known[commit] = look
            self._last = look.found if look.found is not None else self._last
