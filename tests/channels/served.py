"""A channel's webhook on a bare Sanic app on loopback: the real front door, an assistant that repeats."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import aiohttp
from sanic import Sanic
from sqlalchemy.engine import Engine

from bot.bench.bots import free_ports
from bot.channels.base.door import Door
from bot.channels.base.webhook import Webhook
from bot.settings import read_settings
from tests.channels.base.conftest import Assistant


class Scripted(Assistant):
    """As the other; besides, `choose TITLE, TITLE` offers, `person` asks for one, and a payload is told."""

    async def __call__(self, message: Any) -> None:
        command, _, rest = message.text.partition(" ")
        out, sender = message.output_channel, message.sender_id
        if command == "choose":
            titles = rest.split(", ")
            buttons = [
                {"title": title, "payload": f'/choose_option{{"option": "service:{number}"}}'}
                for number, title in enumerate(titles, 1)
            ]
            self.heard.append(message.text)
            await out.send_text_with_buttons(sender, "Which one do you mean?", buttons)
            await out.send_custom_json(sender, {"outcome": "clarify", "records": []})
        elif command in ("person", "/ask_person"):
            self.heard.append(message.text)
            await out.send_text_message(sender, "To talk to a person, call 601-432-8000.")
            await out.send_custom_json(sender, {"outcome": "handoff", "records": [], "effect": "person"})
        elif command == "long":
            self.heard.append(message.text)
            told = " ".join(f"Sentence number {number} is said." for number in range(int(rest)))
            await out.send_text_message(sender, told)
            await out.send_custom_json(sender, {"outcome": "answer", "records": []})
        else:
            await super().__call__(message)


@dataclass
class Answered:
    """A response."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Served:
    """A running channel."""

    door: Door
    assistant: Scripted
    address: str
    session: aiohttp.ClientSession

    async def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answered:
        """Send a request as a vendor does."""
        async with self.session.post(self.address + path, data=body, headers=dict(headers)) as response:
            return Answered(response.status, response.headers, await response.read())


Sanic.test_mode = True  # else only one app of a process can be started

Talk = Callable[[Served], Awaitable[Any]]


def serve(kind: type[Webhook], environment: Mapping[str, str], engine: Engine, talk: Talk) -> Any:
    """Run a talk with a channel that finds these variables set; return what the talk returns."""

    async def talking() -> Any:
        app, assistant = Sanic("served-" + uuid.uuid4().hex, log_config={"version": 1}), Scripted()
        app.ctx.agent = SimpleNamespace(processor=None)
        app.ctx.door = Door(app, assistant, engine, read_settings())
        channel = kind()
        app.blueprint(channel.blueprint(assistant), url_prefix=f"/webhooks/{channel.name()}")
        (port,) = free_ports(1)
        server = await app.create_server("127.0.0.1", port, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.after_start()
        try:
            async with aiohttp.ClientSession() as session:
                return await talk(Served(app.ctx.door, assistant, f"http://127.0.0.1:{port}", session))
        finally:
            await server.before_stop()
            server.close()
            await server.wait_closed()

    with patch.dict(os.environ, environment):
        return asyncio.run(talking())
