"""What is done once an hour, without anybody asking: old conversations go, and the audit log is verified."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.audit.anchor import verify_from_anchor
from bot.errors import MissiError

if TYPE_CHECKING:
    from bot.channels.base.door import Door

logger = logging.getLogger(__name__)
SWEEP_S = 3600.0


async def keep_sweeping(door: Door) -> None:
    """Sweep at the start and then every hour, for good; what fails is tried again with the next sweep."""
    while True:
        try:
            await asyncio.to_thread(sweep, door)
        except (SQLAlchemyError, MissiError, OSError) as error:
            logger.error("door.sweep.failed error=%s", type(error).__name__)
        await asyncio.sleep(SWEEP_S)


def sweep(door: Door) -> None:
    """Delete the conversations that are over, and tell when the audit log was tampered with."""
    count = door.retention.expire()
    logger.info("door.conversations.deleted count=%s", count)
    fault = verify_from_anchor(door.audit, door.settings.var)
    if fault:
        logger.error("audit.broken entry=%s", fault.seq)
