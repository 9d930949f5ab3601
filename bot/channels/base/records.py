"""Looks up the records that an answer names, on whichever channel."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.errors import DatabaseError
from bot.knowledge.record import Record

if TYPE_CHECKING:
    from bot.channels.base.door import Door

logger = logging.getLogger(__name__)


def find_record(door: Door, identity: str) -> Record | None:
    """Return a record of the knowledge base; None when there is none, or it cannot be read now."""
    try:
        return door.store.get(identity)
    except DatabaseError as error:
        logger.error("door.store.failed error=%s", type(error).__name__)
        return None
