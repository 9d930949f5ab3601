"""Wires the real parts once a process: database, encoder, search."""

from __future__ import annotations

from functools import lru_cache

from bot.dialogue.desk import Desk
from bot.knowledge.wiring import open_searcher
from bot.settings import read_settings


@lru_cache(maxsize=1)
def open_desk() -> Desk:
    """The desk of this process; the first call takes a second or two."""
    return Desk(open_searcher(read_settings()))
