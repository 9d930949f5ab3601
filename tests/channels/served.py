"""Channels as they are served, on a bare app behind the real door, with an assistant that does as it is told.

In a thread of its own, so that tests call it over loopback as a vendor does; vendors that a channel calls can
be played beside it (`aiohttp` applications). No model, no Rasa server: up in a second.
"""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
from aiohttp import web
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Sanic

from bot.channels.base.door import Door
from bot.channels.base.tables import METADATA
from bot.engine.conversations import TURN as TRACKED
from bot.knowledge.database import make_tables, migrate, open_database
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.settings import read_settings
from tests.channels.conftest import Assistant

LOOPBACK = "127.0.0.1"
PATIENCE_S = 20.0
_numbers = itertools.count()
Sanic.test_mode = True  # else no second app can be served in one process (Sanic 21.12)


class Obedient(Assistant):
    """Also knows `offer N`, `link`, `person`, `long N`, and `parts`, which says two things."""

    async def __call__(self, message: UserMessage) -> None:
        command, _, rest = message.text.partition(" ")
        out, sender = message.output_channel, message.sender_id
        if command not in ("offer", "link", "person", "long", "parts"):
            await super().__call__(message)
            return
        self.heard.append(message.text)
        part: dict[str, Any] = {"outcome": "answer", "records": []}
        if command == "offer":
            buttons = [{"title": f"Option {n}", "payload": f"chosen {n}"} for n in range(1, int(rest) + 1)]
            await out.send_text_with_buttons(sender, "There are several.", buttons)
            part["outcome"] = "clarify"
        elif command == "link":
            await out.send_text_message(sender, "Renew online: https://www.example.ms.gov/renew")
        elif command == "long":
            await out.send_text_message(sender, "A sentence of words. " * int(rest))
        elif command == "parts":
            await out.send_text_message(sender, "First.")
            await out.send_text_message(sender, "Second.")
        else:
            await out.send_text_message(sender, "Let me see.")
            part |= {"outcome": "handoff", "effect": "person"}
        await out.send_custom_json(sender, part)


class Served:
    """Channels that run, and what tests want to look at."""

    def __init__(
        self, door: Door, assistant: Obedient, address: str, loop: asyncio.AbstractEventLoop
    ) -> None:
        self.door = door
        self.assistant = assistant
        self.address = address
        self._loop = loop

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something where the channels are, and wait for what it gives."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    def call(
        self, path: str, body: bytes = b"", headers: dict[str, str] | None = None, method: str = "POST"
    ) -> tuple[int, str]:
        """Return the status and the body of a response."""
        status, content, _ = self.call_fully(path, body, headers, method)
        return status, content

    def call_fully(
        self, path: str, body: bytes = b"", headers: dict[str, str] | None = None, method: str = "POST"
    ) -> tuple[int, str, dict[str, str]]:
        """The same with the headers."""

        async def call() -> tuple[int, str, dict[str, str]]:
            async with aiohttp.ClientSession(auto_decompress=False) as session:
                asked = session.request(
                    method, self.address + path, data=body, headers=headers, allow_redirects=False
                )
                async with asked as response:
                    return response.status, await response.text(), dict(response.headers)

        return self.run(call())

    def call_all(self, calls: Sequence[tuple[str, bytes, dict[str, str]]]) -> list[int]:
        """Make calls at once; return their statuses."""

        async def call() -> list[int]:
            async with aiohttp.ClientSession() as session:

                async def one(path: str, body: bytes, headers: dict[str, str]) -> int:
                    async with session.post(self.address + path, data=body, headers=headers) as response:
                        return response.status

                return await asyncio.gather(*(one(*each) for each in calls))

        return self.run(call())


def wait_for(is_there: Callable[[], Any], patience_s: float = PATIENCE_S) -> Any:
    """Return what is there, as soon as it is."""
    last = time.monotonic() + patience_s
    while not (found := is_there()):
        assert time.monotonic() < last, "it never came"
        time.sleep(0.01)
    return found


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        return int(taken.getsockname()[1])


Run = Callable[[Coroutine[Any, Any, Any]], Any]


@contextmanager
def playing(vendors: dict[int, web.Application]) -> Iterator[tuple[Run, asyncio.AbstractEventLoop]]:
    """Play vendors at their ports, in a thread of its own, until the end; yields what does things there."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def run(work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(PATIENCE_S)

    runners = run(_start_vendors(vendors))
    try:
        yield run, loop
    finally:
        run(_stop_vendors(runners))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


@contextmanager
def serving(
    channels: Sequence[InputChannel],
    folder: Path,
    records: Sequence[Record],
    vendors: dict[int, web.Application] | None = None,
    database: str | None = None,
    assistant: Obedient | None = None,
    **settings: str,
) -> Iterator[Served]:
    """Serve channels, with vendors to call by their ports, until the end.

    The conversations are kept in a file of the folder, or in the database of an address.
    """
    assistant = assistant or Obedient()
    door = _make_door(folder, records, settings, assistant, database)
    port = free_port()
    with playing(vendors or {}) as (run, loop):
        server = run(_start(channels, door, assistant, port))
        try:
            yield Served(door, assistant, f"http://{LOOPBACK}:{port}", loop)
        finally:
            run(_stop(server))
            door.engine.dispose()


def _make_door(
    folder: Path,
    records: Sequence[Record],
    settings: dict[str, str],
    assistant: Obedient,
    database: str | None,
) -> Door:
    knowledge = f"sqlite:///{folder / 'knowledge.db'}"
    store = open_database(knowledge)
    migrate(store)
    Store(store).save_all(records)
    store.dispose()
    engine = open_database(database or f"sqlite:///{folder / 'conversations.db'}")
    for metadata in (METADATA, TRACKED.metadata):
        make_tables(engine, metadata)
    own = {"MISSI_VAR": str(folder), "MISSI_DATABASE_URL": knowledge, "MISSI_SESSION_RATE": "1000"}
    app: Any = Sanic(f"served-{next(_numbers)}")
    app.ctx.agent = SimpleNamespace(processor=None)
    app.ctx.door = Door(app, assistant, engine, read_settings(own | settings))
    door: Door = app.ctx.door
    return door


async def _start(channels: Sequence[InputChannel], door: Door, assistant: Obedient, port: int) -> Any:
    for channel in channels:
        prefix = channel.url_prefix()
        path = prefix if prefix.startswith("/") else f"/webhooks/{prefix}"
        door.app.blueprint(channel.blueprint(assistant), url_prefix=path)
    server = await door.app.create_server(
        host=LOOPBACK, port=port, return_asyncio_server=True, access_log=False
    )
    await server.startup()
    await server.before_start()
    await server.after_start()
    return server


async def _start_vendors(vendors: dict[int, web.Application]) -> list[web.AppRunner]:
    runners = []
    for port, application in vendors.items():
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, LOOPBACK, port).start()
        runners.append(runner)
    return runners


async def _stop_vendors(runners: list[web.AppRunner]) -> None:
    for runner in runners:
        await runner.cleanup()


async def _stop(server: Any) -> None:
    await server.before_stop()
    server.close()
    await server.after_stop()
