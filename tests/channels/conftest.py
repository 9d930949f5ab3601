"""A door over an empty database of conversations, with an assistant that repeats what it hears."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from sqlalchemy.engine import Engine

from bot.channels.base.door import Door
from bot.channels.base.tables import METADATA
from bot.engine.conversations import TURN as TRACKED
from bot.knowledge.database import make_tables, migrate, open_database
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.settings import read_settings

Talk = Callable[[Door], Awaitable[Any]]


class Assistant:
    """Repeats what it hears, but for `slow SECONDS`, `fail`, `mute`, `tell RECORD`, `choose TOPIC ...`."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        command, _, rest = message.text.partition(" ")
        if command == "slow":
            await asyncio.sleep(float(rest.split()[0]))
        if command == "fail":
            raise RuntimeError(message.text)
        if command == "choose":
            options = [
                {"title": f"About {topic}", "payload": f'/choose_option{{"option": "topic:{topic}"}}'}
                for topic in rest.split()
            ]
            await message.output_channel.send_text_with_buttons(message.sender_id, "Which one?", options)
            await message.output_channel.send_custom_json(message.sender_id, {"outcome": "clarify"})
        elif command != "mute":
            await message.output_channel.send_text_message(message.sender_id, f"You said: {message.text}")
            part = {"outcome": "answer", "records": [rest] if command == "tell" else []}
            await message.output_channel.send_custom_json(message.sender_id, part)


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
