"""Serves one channel on a bare Sanic app over loopback, with a real door and a scripted assistant."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import aiohttp
from rasa.core.channels.channel import InputChannel
from sanic import Sanic
from sanic.response import empty

from bot.bench.bots import free_ports
from bot.channels.base.door import Door

LOOPBACK = "127.0.0.1"
Sanic.test_mode = True  # else only one app of a process can be started


@asynccontextmanager
async def serving(channel: InputChannel, door: Door) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the running channel, whose routes begin with `/webhooks/<name>` as under Rasa."""
    app = Sanic(f"channel-{uuid.uuid4().hex}")
    app.config.RESPONSE_TIMEOUT = 60
    app.ctx.agent, app.ctx.door = SimpleNamespace(processor=None), door
    door.app = app
    app.add_route(lambda _: empty(), "/")  # Sanic fails at every path when it has no route at all
    app.blueprint(channel.blueprint(door.handle), url_prefix=f"/webhooks/{channel.name()}")
    (port,) = free_ports(1)
    server: Any = await app.create_server(
        LOOPBACK,
        port,
        return_asyncio_server=True,
        access_log=False,
        asyncio_server_kwargs={"start_serving": False},
    )
    await server.startup()
    await server.start_serving()
    await server.after_start()
    try:
        async with aiohttp.ClientSession(f"http://{LOOPBACK}:{port}") as client:
            yield client
    finally:
        await server.close()
