"""The web channel in two processes over one database, with the shipped knowledge; started once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.bench.bots import free_ports
from bot.knowledge.database import migrate, open_database
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.operations.environment import process_environment
from bot.operations.loopback import answers
from bot.settings import ROOT, read_settings
from tests.channels.web.citizen import API, LOOPBACK, Citizen
from tests.conftest import DATABASES, empty_database, opened

START_S = 300.0
OFTEN = {"MISSI_SESSION_RATE": "1000", "MISSI_ADDRESS_RATE": "100000"}


@dataclass(frozen=True)
class Channel:
    """The running processes of one database."""

    ports: tuple[int, ...]
    database: str
    folder: Path

    @property
    def log(self) -> str:
        """All that they have logged."""
        return "\n".join(path.read_text("utf-8", "replace") for path in self.folder.glob("*.log"))

    def citizen(self) -> Citizen:
        """Somebody with a conversation of their own."""
        return Citizen(self.ports[0]).starts()


@contextmanager
def running(
    folder: Path, database: str, knowledge: str, *, count: int = 1, **settings: str
) -> Iterator[Channel]:
    """Start the channel in so many processes and stop them at the end."""
    ports = free_ports(count)
    own = {"MISSI_VAR": str(folder), "MISSI_DATABASE_URL": knowledge} | OFTEN | settings
    environment = process_environment(read_settings(own)) | own | {"PYTHONPATH": str(ROOT)}
    children = []
    try:
        for port in ports:
            with (folder / f"{port}.log").open("wb") as log:
                command = [sys.executable, "-m", "tests.channels.web.server", str(port), database]
                children.append(
                    subprocess.Popen(
                        command,
                        env=environment,
                        cwd=ROOT,
                        stdout=log,
                        stderr=subprocess.STDOUT,
                        start_new_session=True,
                    )
                )
            (folder / f"{port}.pid").write_text(str(children[-1].pid))
        last = time.monotonic() + START_S
        for port, child in zip(ports, children):
            while not answers(f"http://{LOOPBACK}:{port}{API}/config"):
                assert child.poll() is None and time.monotonic() < last, (folder / f"{port}.log").read_text()
                time.sleep(0.1)
        yield Channel(ports, database, folder)
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=30)


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory, shipped: tuple[Record, ...]) -> str:
    """The address of a database with the shipped knowledge; only to read."""
    url = f"sqlite:///{tmp_path_factory.mktemp('knowledge') / 'missi.db'}"
    with opened(url) as engine:
        migrate(engine)
        Store(engine).save_all(shipped)
    return url


@pytest.fixture(scope="session", params=DATABASES)
def channel(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, knowledge: str
) -> Iterator[Channel]:
    folder = tmp_path_factory.mktemp("web")
    with empty_database(request, folder) as database:
        with running(folder, database, knowledge, count=2) as started:
            yield started


@pytest.fixture
def database(channel: Channel) -> Iterator[Engine]:
    """The channel's database, seen from outside."""
    engine = open_database(channel.database)
    yield engine
    engine.dispose()


@pytest.fixture
def citizen(channel: Channel) -> Citizen:
    return channel.citizen()
