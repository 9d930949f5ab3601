"""A process that serves, in a session of its own, its output straight to a file.

Not the supervisor's process: that one copies every line, which would be work of ours while we measure."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ProcessError

STOP_SECONDS = 10.0
KILL_SECONDS = 5.0  # killed ones may stay listed until whoever inherits them has noticed
_LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Command:
    """What to start: a line for the shell, where, and with which variables."""

    name: str
    line: str
    folder: Path
    environment: Mapping[str, str]
    log: Path


class Server:
    """A running command and everything that it starts."""

    def __init__(self, command: Command) -> None:
        self.command = command
        command.log.parent.mkdir(parents=True, exist_ok=True)
        with command.log.open("wb") as output:
            self._child = subprocess.Popen(
                ["/bin/sh", "-c", command.line],
                cwd=command.folder,
                env=dict(command.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches only us, and we reach it with all its children.
                start_new_session=True,
            )

    @property
    def session(self) -> int:
        """The number of its session and of its process group."""
        return self._child.pid

    @property
    def exit_code(self) -> int | None:
        """The exit code of the command itself, None while it runs."""
        return self._child.poll()

    def require_running(self) -> None:
        """Raise ProcessError when the command has ended."""
        if self.exit_code is not None:
            name, log = self.command.name, self.command.log
            raise ProcessError(f"{name}: stopped by itself (exit code {self.exit_code}), see {log}")

    def is_alive(self) -> bool:
        """Whether the command or anything in its group is still there."""
        self._child.poll()  # lets a finished command go, or it would count for ever
        return self.send(0)

    def send(self, number: int) -> bool:
        """Send a signal to the whole group; False when there is none any more."""
        try:
            os.killpg(self.session, number)
        except ProcessLookupError:
            return False
        return True


def stop_servers(servers: Sequence[Server]) -> None:
    """Ask all to stop, and kill what is left; returns when none is there."""
    for number, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, KILL_SECONDS)):
        for server in servers:
            server.send(number)
        last = time.monotonic() + seconds
        while any([server.is_alive() for server in servers]) and time.monotonic() < last:
            time.sleep(_LOOK_SECONDS)
