"""The whole service as `missi run` starts it, whose parts a test may kill, hang, or damage."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.bench.bots import free_ports, our_bot
from bot.bench.client import LOOPBACK, Client
from bot.bench.fleet import Fleet
from bot.operations.loopback import answers
from bot.settings import ROOT, Settings
from tests.assistant.outage import copy_database

QUESTION = "How do I renew my driver's license?"
HEALTHY_S = 30.0
START_S = 120.0
NOTICED_S = 15.0  # within which the supervisor has seen that something hangs

TELLING = {
    "assistant": " rasa run ",
    "actions": "quiet actions",
    "console": "bot.console",
    "jobs": "bot.publishing",
}
"""What of its command line tells a process of the Procfile from the others."""


@dataclass
class Service:
    """`missi run` with a database, models, and logs of its own."""

    folder: Path
    environment: dict[str, str]
    run: subprocess.Popen[bytes]
    start_s: float = 0.0
    """How long it took to start."""

    @property
    def port(self) -> int:
        return int(self.environment["MISSI_PORT"])

    def pids(self, name: str) -> list[int]:
        """The process of the Procfile with this name, and all that it started."""
        children = Path(f"/proc/{self.run.pid}/task/{self.run.pid}/children").read_text().split()
        lines = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().decode() for pid in children}
        return [pid for pid, line in lines.items() if TELLING[name] in line.replace("\0", " ")]

    def send(self, name: str, number: signal.Signals) -> None:
        for pid in self.pids(name):
            with suppress(ProcessLookupError):  # just ended, or started and not yet a group of its own
                os.killpg(pid, number)

    def is_healthy(self) -> bool:
        """Whether somebody new gets an answer."""
        try:
            with Client(self.port) as client:
                return client.ask(uuid.uuid4().hex, QUESTION)[-1]["custom"]["outcome"] == "answer"
        except (OSError, ValueError, http.client.HTTPException):
            return False

    def await_health(self) -> None:
        """Half a minute is enough, but where the machine is so busy that a start alone takes that long."""
        last = time.monotonic() + max(HEALTHY_S, NOTICED_S + self.start_s)
        while not self.is_healthy():
            assert time.monotonic() < last, "not healthy again by itself"
            time.sleep(0.2)

    def heard(self, text: str) -> int:
        """How many turns of Rasa's have these words."""
        with closing(sqlite3.connect(self.folder / "conversations.db")) as database:
            rows = database.execute("SELECT events FROM turn").fetchall()
        return sum(f'"text": "{text}"' in row[0] for row in rows)


def prepare(settings: Settings, folder: Path) -> dict[str, str]:
    """A folder as after the set-up, and the environment that names it."""
    (folder / "encoder").symlink_to(settings.encoder.parent.resolve())
    database = make_url(settings.database_url).database
    assert database, "these tests copy the file of a SQLite database"
    copy_database(Path(database), folder / "missi.db")
    shutil.copytree(settings.models, folder / "models")
    port, actions, console = free_ports(3)
    return os.environ | {
        "MISSI_VAR": str(folder),
        "MISSI_DATABASE_URL": f"sqlite:///{folder / 'missi.db'}",
        "MISSI_MODELS": str(folder / "models"),
        "MISSI_PORT": str(port),
        "MISSI_ACTIONS_PORT": str(actions),
        "MISSI_CONSOLE_PORT": str(console),
        "MISSI_SESSION_RATE": "1000",
        "MISSI_ADDRESS_RATE": "10000",
    }


@contextmanager
def running_service(folder: Path, environment: dict[str, str]) -> Iterator[Service]:
    """`missi run` in this environment; healthy when the block begins, stopped when it ends."""
    with (folder / "run.log").open("wb") as log:
        command = [sys.executable, "-m", "bot.cli", "run"]
        run = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    service = Service(folder, environment, run)
    began = time.monotonic()
    try:
        while not (answers(f"http://{LOOPBACK}:{service.port}/") and service.is_healthy()):
            is_late = time.monotonic() > began + START_S
            assert run.poll() is None and not is_late, (folder / "run.log").read_text()
            time.sleep(0.2)
        service.start_s = time.monotonic() - began
        yield service
    finally:
        run.terminate()
        run.wait(timeout=60)


def missi(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@contextmanager
def without_model(settings: Settings, folder: Path) -> Iterator[int]:
    """The port of an assistant whose model cannot be loaded."""
    bot = our_bot(settings, folder)
    with Fleet() as fleet, fleet.running(bot.commands):
        last = time.monotonic() + START_S
        while not answers(f"http://{LOOPBACK}:{bot.port}/"):
            assert time.monotonic() < last, "it does not start"
            time.sleep(0.2)
        yield bot.port
