"""Lines that tell how far a long job is, each with the seconds since it began.

Called by the commands that take their time."""

from __future__ import annotations

import time

import click

REPORT_SECONDS = 2.0


class Progress:
    """Call it with a line to say; `report` is for counts that come often."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._reported = self._began

    def __call__(self, line: str) -> None:
        click.echo(f"missi: [{time.monotonic() - self._began:3.0f} s] {line}")

    def report(self, what: str, done: int, total: int) -> None:
        """Say how many are done, every two seconds and at the end."""
        now = time.monotonic()
        if done == total or now - self._reported >= REPORT_SECONDS:
            self._reported = now
            self(f"{what}: {done} of {total}")
