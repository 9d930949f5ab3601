"""Whether the assistant can answer: model loaded, database and action server there.

Takes the running parts, gives a word for each; called by `channel`. Each look is bounded in time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.database import database_of
from bot.errors import MissiError

OK = "ok"
LONGEST_S = 2.0


async def check_all(agent: Any) -> dict[str, str]:
    """Return, for model, database, and actions, `ok` or what is wrong."""
    database, actions = await asyncio.gather(check_database(agent), check_actions(agent))
    return {"model": check_model(agent), "database": database, "actions": actions}


def is_ready(checks: Mapping[str, str]) -> bool:
    """Whether everything is there."""
    return all(found == OK for found in checks.values())


def check_model(agent: Any) -> str:
    """Whether the agent has a model."""
    return OK if getattr(agent, "processor", None) is not None else "not loaded"


async def check_database(agent: Any) -> str:
    """Whether the database of the conversations answers, and can be written when it is SQLite's."""
    try:
        await asyncio.wait_for(asyncio.to_thread(_ask, database_of(agent)), LONGEST_S)
    except (MissiError, SQLAlchemyError, asyncio.TimeoutError, AttributeError) as error:
        return f"no answer ({type(error).__name__})"
    return OK


async def check_actions(agent: Any) -> str:
    """Whether the action server answers."""
    endpoint = getattr(agent, "action_endpoint", None)
    if endpoint is None:
        return "not configured"
    address = str(endpoint.url).rpartition("/")[0] + "/health"
    limit = aiohttp.ClientTimeout(total=LONGEST_S)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session, session.get(address) as answered:
            return OK if answered.status == 200 else f"status {answered.status}"
    except (aiohttp.ClientError, asyncio.TimeoutError) as error:
        return f"no answer ({type(error).__name__})"


def _ask(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
