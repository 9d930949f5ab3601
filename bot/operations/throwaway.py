"""An assistant of our own for a while: on free ports, with conversations of its own, then stopped.

Used by `missi evaluate` and by the tests that need a trained model."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.bench.bots import our_bot
from bot.bench.client import LOOPBACK, PATH
from bot.bench.fleet import Fleet
from bot.bench.server import Server
from bot.bench.startup import await_reply
from bot.operations.encoder import require_encoder
from bot.operations.model import require_model
from bot.settings import Settings

FIRST_WORDS = "How do I renew my tag?"


@dataclass(frozen=True)
class Throwaway:
    """A running assistant."""

    address: str
    """Where its REST channel takes messages."""
    servers: dict[str, Server]
    """Its processes by name."""


@contextmanager
def throwaway(settings: Settings) -> Iterator[Throwaway]:
    """Start the assistant and its actions, wait for a good reply, and stop them at the end."""
    require_model(settings)
    with throwaway_of(settings) as assistant:
        yield assistant


@contextmanager
def throwaway_of(settings: Settings) -> Iterator[Throwaway]:
    """The same with whatever model stands in `settings.models`, made from these files or not."""
    require_encoder(settings)
    with tempfile.TemporaryDirectory() as folder, Fleet() as fleet:
        bot = our_bot(settings, Path(folder))
        with fleet.running(bot.commands) as servers:
            await_reply(bot, servers, FIRST_WORDS, began=time.monotonic())
            address = f"http://{LOOPBACK}:{bot.port}{PATH}"
            yield Throwaway(address, {server.command.name: server for server in servers})


@contextmanager
def throwaway_assistant(settings: Settings) -> Iterator[str]:
    """The same, giving just the address."""
    with throwaway(settings) as assistant:
        yield assistant.address
