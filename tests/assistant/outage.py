"""An assistant of its own whose parts a test may break: database and logs lie in a folder of the test's."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.bench.client import LOOPBACK
from bot.bench.server import Server, stop_servers
from bot.operations.loopback import answers
from bot.operations.throwaway import Throwaway
from tests.assistant.citizen import Citizen

START_SECONDS = 60


@dataclass
class Outage:
    """A running assistant; whatever is broken within `mended` is whole again after it."""

    running: Throwaway
    folder: Path
    """Where its variables are: logs, and the database `missi.db`."""
    known: frozenset[str]

    @property
    def database(self) -> Path:
        """The file that holds the knowledge."""
        return self.folder / "missi.db"

    def citizen(self) -> Citizen:
        """Somebody the assistant has never met."""
        return Citizen(self.running.address, self.known)

    def kill_actions(self) -> None:
        """End the action server without warning."""
        server = self.running.servers["actions"]
        server.send(signal.SIGKILL)
        stop_servers([server])

    @contextmanager
    def frozen_actions(self) -> Iterator[None]:
        """The action server hangs: it takes requests and answers none."""
        server = self.running.servers["actions"]
        server.send(signal.SIGSTOP)
        try:
            yield
        finally:
            server.send(signal.SIGCONT)

    def logged(self) -> list[str]:
        """Every line that its processes have logged, those that are gone too."""
        paths = self.folder.rglob("*.log*")
        return [line for path in paths for line in path.read_text("utf-8", "replace").splitlines()]

    @contextmanager
    def mended(self) -> Iterator[None]:
        """Afterwards, put the database back and start the action server again."""
        kept = self.folder / "kept"
        copy_database(self.database, kept)
        try:
            yield
        finally:
            self.kill_actions()
            for path in self.folder.glob("missi.db*"):
                path.unlink()
            shutil.copyfile(kept, self.database)
            self._start_actions()

    def _start_actions(self) -> None:
        command = self.running.servers["actions"].command
        command.log.rename(command.log.with_name(f"{command.log.name}-{time.monotonic_ns()}"))
        self.running.servers["actions"] = Server(command)
        address = f"http://{LOOPBACK}:{command.environment['MISSI_ACTIONS_PORT']}/health"
        last = time.monotonic() + START_SECONDS
        while not answers(address):
            assert time.monotonic() < last, f"{address}: does not answer"
            time.sleep(0.1)


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite database that somebody may be using."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
