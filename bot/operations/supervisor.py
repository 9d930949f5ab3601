"""Runs the processes of a Procfile together: all of them, or none.

Takes a plan, returns when asked to stop (Ctrl-C, SIGTERM) or raises ProcessError; called by `missi run`."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from honcho.environ import parse_procfile

from bot.errors import ProcessError
from bot.operations.loopback import answers
from bot.operations.process import Process, Show, adopt_orphans

LOOK_SECONDS = 0.1
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Plan:
    """What to run and when it counts as running."""

    procfile: Path
    environment: Mapping[str, str]
    logs: Path
    addresses: Mapping[str, str] = field(default_factory=dict)
    """By process, an address that answers once the process is ready."""
    start_seconds: float = 180.0
    stop_seconds: float = 10.0
    """How long the processes have to stop before they are killed."""


def supervise(plan: Plan, show: Show, announce: Callable[[], None]) -> None:
    """Run until asked to stop; `announce` is called once everything is ready.

    Not honcho's own manager: that one waits for ever when no process heeds SIGTERM.
    """
    running: list[Process] = []
    adopt_orphans()
    with _requests_to_stop() as requests:
        try:
            _start(plan, show, running)
            waiting = dict(plan.addresses)
            late = time.monotonic() + plan.start_seconds
            announced = False
            while not requests.count:
                time.sleep(LOOK_SECONDS)
                _require_all(running)
                waiting = {name: address for name, address in waiting.items() if not answers(address)}
                if waiting and time.monotonic() > late:
                    name, address = next(iter(waiting.items()))
                    raise ProcessError(f"{name}: does not answer on {address}, see {plan.logs / name}.log")
                if not waiting and not announced:
                    announce()
                    announced = True
        finally:
            _stop(running, plan.stop_seconds, requests)


class _Requests:
    """Counts the signals that ask us to stop. No Event: setting one in a handler can block for ever."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, *_: Any) -> None:
        self.count += 1


@contextmanager
def _requests_to_stop() -> Iterator[_Requests]:
    requests = _Requests()
    before = {number: signal.signal(number, requests.add) for number in SIGNALS}
    try:
        yield requests
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(plan: Plan, show: Show, running: list[Process]) -> None:
    """Start every process, noting each in `running` as soon as it exists."""
    commands = parse_procfile(plan.procfile.read_text(encoding="utf-8")).processes
    plan.logs.mkdir(parents=True, exist_ok=True)
    for name, command in commands.items():
        running.append(
            Process(
                name,
                command,
                folder=plan.procfile.resolve().parent,
                environment=plan.environment,
                log=plan.logs / f"{name}.log",
                show=show,
            )
        )


def _require_all(running: Sequence[Process]) -> None:
    """Raise ProcessError naming a process that is gone."""
    for process in running:
        code = process.exit_code
        if code is not None:
            # A shell gives 128 + n for what was killed by signal n, Python -n for the shell itself.
            number = -code if code < 0 else code - 128
            how = f"signal {number}" if number > 0 else f"exit code {code}"
            raise ProcessError(f"{process.name}: stopped by itself ({how}), see {process.log}")


def _stop(running: Sequence[Process], seconds: float, requests: _Requests) -> None:
    """Ask every process to stop, then kill what is left; a second request to stop means at once."""
    for process in running:
        process.send(signal.SIGTERM)
    last = time.monotonic() + seconds
    while any(process.is_alive() for process in running):
        if time.monotonic() > last or requests.count > 1:
            break
        time.sleep(LOOK_SECONDS / 2)
    for process in running:
        process.send(signal.SIGKILL)
    for process in running:
        process.finish()
