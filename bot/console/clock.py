"""Publishes and retires records when their moment comes, as long as the console runs."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from bot.console.rooms.knowledge.noting import keep_appointments
from bot.errors import MissiError

logger = logging.getLogger(__name__)
PERIOD_S = 5.0


async def watch_the_clock(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Look every few seconds for what is due, on a thread of the rooms."""

    async def watch() -> None:
        while True:
            try:
                await loop.run_in_executor(app.ctx.threads, partial(keep_appointments, app.ctx.desk))
            except (MissiError, SQLAlchemyError) as error:  # the next look may go better
                logger.error("console.appointments_failed error=%s", type(error).__name__)
            await asyncio.sleep(PERIOD_S)

    app.add_task(watch())
