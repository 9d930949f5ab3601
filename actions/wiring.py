"""Wires the real parts once a process: database, encoder, search."""

from __future__ import annotations

import logging
import threading
import time
from functools import lru_cache

from bot.announcement import hear_announcements
from bot.dialogue.desk import Desk
from bot.encoder import Reading
from bot.knowledge.wiring import open_searcher
from bot.settings import read_settings

logger = logging.getLogger(__name__)
LOOK_EVERY_S = 1.0


@lru_cache(maxsize=1)
def open_desk() -> Desk:
    """The desk of this process, which takes in by itself what is published; the first call takes seconds."""
    desk = Desk(open_searcher(read_settings()))
    threading.Thread(target=_watch, args=(desk,), name="watch knowledge", daemon=True).start()
    return desk


def foresee_questions(port: int) -> None:
    """Begin to search for what the assistant announces on this port; without it each answer takes longer."""
    desk = open_desk()
    try:
        hear_announcements(port, lambda text, packed: desk.foresee(text, Reading.unpack(packed)))
    except OSError as error:
        logger.warning("announcements.unheard port=%s error=%s", port, type(error).__name__)


def _watch(desk: Desk) -> None:
    """Look for published changes beside the turns, so that no citizen waits for a new index."""
    while True:
        time.sleep(LOOK_EVERY_S)
        try:
            desk.refresh()
        except Exception as error:  # the database may be back at the next look; a turn tells its own failure
            logger.error("knowledge.refresh.failed error=%s", type(error).__name__)
