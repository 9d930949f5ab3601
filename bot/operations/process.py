"""One process of the Procfile: started in a session of its own, its output copied to a log and the terminal.

Called by the supervisor."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

Show = Callable[[str, str], None]
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


def adopt_orphans(is_on: bool = True) -> None:
    """Become the parent of processes whose parent ends, or no longer; the machine's own may be slow to."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(is_on), 0, 0, 0)


class Process:
    """A running command and everything that it starts.

    Args:
        name: what the Procfile calls it.
        command: a line for the shell.
        folder: where it runs.
        environment: all its variables.
        log: the file its output is added to.
        show: called with the name and each line of its output.
    """

    def __init__(
        self,
        name: str,
        command: str,
        *,
        folder: Path,
        environment: Mapping[str, str],
        log: Path,
        show: Show,
    ) -> None:
        self.name = name
        self.log = log
        self._show = show
        self._child = subprocess.Popen(
            ["/bin/sh", "-c", command],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # A group of its own: Ctrl-C reaches only us, and we reach it with all its children.
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._copy, name=f"{name} output", daemon=True)
        self._reader.start()

    @property
    def exit_code(self) -> int | None:
        """The exit code of the command itself, None while it runs."""
        return self._child.poll()

    def is_alive(self) -> bool:
        """Whether the command or anything that it started is still there."""
        # What has ended still counts until somebody asks how: the command, and what we adopted of its group.
        self._child.poll()
        with suppress(ChildProcessError):
            while os.waitpid(-self._child.pid, os.WNOHANG)[0]:
                pass
        try:
            os.killpg(self._child.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the command and to everything that it started."""
        try:
            os.killpg(self._child.pid, number)
        except ProcessLookupError:
            return

    def finish(self) -> None:
        """Wait, for a moment, until a killed command is gone and the last of its output is in the log."""
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(timeout=5)
        self._reader.join(timeout=1)

    def _copy(self) -> None:
        assert self._child.stdout is not None
        with self.log.open("ab") as log, self._child.stdout as output:
            for line in output:
                log.write(line)
                log.flush()
                self._show(self.name, line.decode("utf-8", "replace").rstrip())
