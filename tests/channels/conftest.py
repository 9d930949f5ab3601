"""A door over an empty database of conversations, with an assistant that repeats what it hears."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import aiohttp
import pytest
from rasa.core.channels.channel import InputChannel, UserMessage
from sqlalchemy.engine import Engine

from bot.channels.base.door import Door
from bot.channels.base.tables import METADATA
from bot.engine.conversations import TURN as TRACKED
from bot.knowledge.database import make_tables, migrate, open_database
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.settings import read_settings
from tests.channels.mount import serving

Talk = Callable[[Door], Awaitable[Any]]


@dataclass
class Answered:
    """A response."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Served:
    """A channel that is served."""

    door: Door
    assistant: Assistant
    client: aiohttp.ClientSession

    async def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answered:
        """Send a request as a vendor does."""
        async with self.client.post(path, data=body, headers=dict(headers)) as response:
            return Answered(response.status, response.headers, await response.read())


ServedTalk = Callable[[Served], Awaitable[Any]]
Serve = Callable[[type[InputChannel], Mapping[str, str], ServedTalk], Any]


class Assistant:
    """Repeats what it hears, but for `slow SECONDS`, `fail`, `mute`, `tell RECORD`, `choose TOPIC ...`.

    `person` asks the door for one, and `long COUNT` says so many sentences.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        command, _, rest = message.text.partition(" ")
        if command == "slow":
            await asyncio.sleep(float(rest.split()[0]))
        if command == "fail":
            raise RuntimeError(message.text)
        if command == "mute":
            return
        out, sender, told = message.output_channel, message.sender_id, f"You said: {message.text}"
        part: dict[str, Any] = {"outcome": "answer", "records": [rest] if command == "tell" else []}
        options = []
        if command == "choose":
            told, part = "Which one?", {"outcome": "clarify"}
            options = [
                {"title": f"About {topic}", "payload": f'/choose_option{{"option": "topic:{topic}"}}'}
                for topic in rest.split()
            ]
        if command in ("person", "/ask_person"):
            told, part["effect"] = "To talk to a person, call 601-432-8000.", "person"
        if command == "long":
            told = " ".join(f"Sentence number {number} is said." for number in range(int(rest)))
        await out.send_text_with_buttons(sender, told, options)
        await out.send_custom_json(sender, part)


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
def run(
    engine: Engine, tmp_path: Path, records: tuple[Record, ...], assistant: Assistant
) -> Callable[[Talk], Any]:
    """Runs a talk with a door over an empty database of conversations and the small knowledge base."""
    knowledge = f"sqlite:///{tmp_path / 'knowledge.db'}"
    store = open_database(knowledge)
    migrate(store)
    Store(store).save_all(records)
    store.dispose()
    for metadata in (METADATA, TRACKED.metadata):
        make_tables(engine, metadata)
    settings = read_settings(
        {"MISSI_VAR": str(tmp_path), "MISSI_DATABASE_URL": knowledge, "MISSI_SESSION_RATE": "10"}
    )

    def start(talk: Talk) -> Any:
        async def talking() -> Any:
            app = SimpleNamespace(ctx=SimpleNamespace(agent=SimpleNamespace(processor=None)))
            return await talk(Door(app, assistant, engine, settings))

        return asyncio.run(talking())

    return start


@pytest.fixture
def served(run: Callable[[Talk], Any], assistant: Assistant) -> Serve:
    """Runs a talk with a channel that is served over loopback and finds these variables set."""

    def start(kind: type[InputChannel], environment: Mapping[str, str], talk: ServedTalk) -> Any:
        async def talking(door: Door) -> Any:
            async with serving(kind(), door) as client:
                return await talk(Served(door, assistant, client))

        with patch.dict(os.environ, environment):
            return run(talking)

    return start
