"""What is done once an hour, without anybody asking: old conversations go, and the audit log is verified."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.audit.anchor import verify_from_anchor
from bot.errors import MissiError

if TYPE_CHECKING:
    from bot.channels.base.door import Door

logger = logging.getLogger(__name__)
SWEEP_S = 3600.0
MOST_DRIFT_S = 3600.0  # a clock that was set by more is not believed until the next start


async def keep_sweeping(door: Door) -> None:
    """Sweep at the start and then every hour, for good; what fails is tried again with the next sweep."""
    began = _ahead()
    while True:
        try:
            if abs(_ahead() - began) < MOST_DRIFT_S:
                await asyncio.to_thread(sweep, door)
            else:  # what seems old may be of today
                logger.error("door.sweep.left_out reason=clock")
        except (SQLAlchemyError, MissiError, OSError) as error:
            logger.error("door.sweep.failed error=%s", type(error).__name__)
        await asyncio.sleep(SWEEP_S)


def _ahead() -> float:
    """By how much the machine's clock is ahead of one that nobody can set; only its changes say something."""
    return time.time() - time.monotonic()


def sweep(door: Door) -> None:
    """Delete the conversations that are over, and tell when the audit log was tampered with."""
    count = door.retention.expire()
    door.handoff.contacts.expire()
    door.recipients.expire()
    door.handoff.owners.forget_pickups()
    logger.info("door.conversations.deleted count=%s", count)
    fault = verify_from_anchor(door.audit, door.settings.var)
    if fault:
        logger.error("audit.broken entry=%s", fault.seq)
