"""Two assistants and twenty citizens while models are published and rolled back ten times: nobody notices."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.bench.bots import Bot, free_ports, our_bot
from bot.bench.client import Client, Turn
from bot.bench.fleet import Fleet
from bot.bench.memory import PROC, parse_session
from bot.bench.server import Command, Server
from bot.bench.startup import await_reply
from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address, model_server
from bot.operations.model import find_model, model_path
from bot.operations.oversight import Oversight
from bot.publishing.room import Room
from bot.settings import ROOT, Settings, read_settings
from tests.publishing.conftest import APPROVER, add_model

pytestmark = [pytest.mark.model, pytest.mark.slow]
ROUNDS, CITIZENS = 10, 20
MOST_GROWTH = 0.10
PULL_S = 1
PATIENCE_S = 120.0
SAID = (
    "How do I renew my driver license?",
    "how much does it cost",
    "Where is the tag office in Hinds County?",
    "What events are there this weekend?",
    "thank you",
)


@contextmanager
def set_up(folder: Path) -> Iterator[tuple[Settings, Room]]:
    """A set-up with the real knowledge and encoder, but conversations and models of its own."""
    real = read_settings()
    (folder / "var").mkdir()
    (folder / "var" / "encoder").symlink_to(real.encoder.parent.resolve())
    (folder / "models").mkdir()
    shutil.copyfile(find_model(real), folder / "models" / "missi.tar.gz")
    (port,) = free_ports(1)
    console = replace(real.console, port=port)
    settings = replace(real, var=folder / "var", models=folder / "models", console=console)
    engine = open_database(conversations_address(settings))
    yield settings, Room(Oversight(settings, engine))
    engine.dispose()


def console_of(settings: Settings) -> Command:
    """The console, which is the model server."""
    ours = {
        "MISSI_VAR": str(settings.var),
        "MISSI_MODELS": str(settings.models),
        "MISSI_CONSOLE_PORT": str(settings.console.port),
        "MISSI_DATABASE_URL": settings.database_url,
    }
    line = f"exec {sys.executable} -m bot.console"
    return Command("console", line, ROOT, dict(os.environ) | ours, settings.var / "log" / "console.log")


def assistant_of(settings: Settings, folder: Path) -> Bot:
    """An assistant that pulls, and keeps what it pulled in a folder of its own."""
    folder.mkdir()
    bot = our_bot(settings, folder)
    endpoints = Path(bot.commands[0].environment["MISSI_ENDPOINTS"])
    server = model_server(settings) | {
        "kept": str(folder / "pulled.tar.gz"),
        "wait_time_between_pulls": PULL_S,
    }
    endpoints.write_text(endpoints.read_text() + yaml.safe_dump({"models": server}))
    commands = (
        replace(
            command,
            log=folder / f"{command.name}.log",
            environment={**command.environment, "MISSI_DATABASE_URL": settings.database_url},
        )
        for command in bot.commands
    )
    return Bot(tuple(commands), bot.port)


class Crowd:
    """Citizens who go on talking, each in a conversation of their own."""

    def __init__(self, ports: tuple[int, ...]) -> None:
        self.turns: list[Turn] = []
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._talk, args=(f"citizen-{n}", ports[n % len(ports)]))
            for n in range(CITIZENS)
        ]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _talk(self, sender: str, port: int) -> None:
        with Client(port) as client:
            number = 0
            while not self._over.is_set():
                self.turns.append(client.time(sender, SAID[number % len(SAID)]))
                number += 1
                time.sleep(0.5)


def await_version(folders: list[Path], digest: str) -> None:
    """Wait until every assistant answers with a model."""
    last = time.monotonic() + PATIENCE_S
    while not all(_version(folder) == digest for folder in folders):
        assert time.monotonic() < last, [_version(folder) for folder in folders]
        time.sleep(0.2)


def _version(folder: Path) -> str:
    file = folder / "pulled.version"
    return file.read_text() if file.exists() else ""


def memory_of(servers: list[Server]) -> int:
    """The bytes that the assistants have for themselves.

    Not their proportional sizes: those move with every other process of the machine that shares a library.
    """
    sessions = {server.session for server in servers if server.command.name == "assistant"}
    return sum(_own_memory(folder) for folder in PROC.glob("[0-9]*") if _session(folder) in sessions)


def _session(folder: Path) -> int | None:
    try:
        return parse_session((folder / "stat").read_text(errors="replace"))
    except OSError:
        return None  # it ended while we looked


def _own_memory(folder: Path) -> int:
    found = re.search(r"^Anonymous:\s+(\d+) kB$", (folder / "smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def add_variant(room: Room, number: int) -> int:
    """The same model in a file of its own: what follows the end of a gzip file in zeros is read over."""
    file = room.settings.models / "variant.tar.gz"
    file.write_bytes(model_path(room.settings).read_bytes() + bytes(number))
    return add_model(room, file=file).id


def test_no_turn_fails_and_memory_does_not_creep(
    tmp_path: Path, record_property: pytest.RecordProperty, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    with ExitStack() as stack:
        settings, room = stack.enter_context(set_up(tmp_path))
        bots = [assistant_of(settings, folder) for folder in folders]
        fleet = stack.enter_context(Fleet())
        commands = [console_of(settings), *(command for bot in bots for command in bot.commands)]
        servers = stack.enter_context(fleet.running(commands))
        for bot in bots:
            await_reply(bot, servers, SAID[0], began=time.monotonic())
        crowd = stack.enter_context(Crowd(tuple(bot.port for bot in bots)))
        time.sleep(20)
        before, taken = memory_of(servers), []
        for number in range(1, ROUNDS + 1):
            live = room.publisher.live()
            assert live
            identity = add_variant(room, number)
            room.models.approve(identity, APPROVER, "a test")
            room.publisher.publish(identity, APPROVER, "a test")
            await_version(folders, room.models.get(identity).digest)
            room.publisher.roll_back(live.id, APPROVER, "a test")
            await_version(folders, live.digest)
            taken.append(memory_of(servers))
        time.sleep(10)
        after = memory_of(servers)
        turns = list(crowd.turns)
    slowest = max(turn.seconds for turn in turns)
    told = (
        f"{len(turns)} turns, {sum(not t.is_good for t in turns)} failed, slowest {slowest:.2f} s, "
        f"memory {before >> 20} to {after >> 20} MB, on the way {[size >> 20 for size in taken]}"
    )
    record_property("takeover", told)
    with capsys.disabled():
        sys.stdout.write(f"\n{told}\n")
    assert all(turn.is_good for turn in turns), told
    assert after <= (1 + MOST_GROWTH) * before, told
