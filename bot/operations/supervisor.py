"""Runs the processes of a Procfile together: all of them start, or none; one that ends later starts again.

Takes a plan, returns when asked to stop (Ctrl-C, SIGTERM) or raises ProcessError; called by `missi run`."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from honcho.environ import parse_procfile

from bot.errors import ProcessError
from bot.operations.crew import Crew
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
    """Run until asked to stop; `announce` is called once everything is ready, and from then on all is mended.

    Not honcho's own manager: that one waits for ever when no process heeds SIGTERM.
    """
    crew = Crew(_launches(plan, show), show)
    adopt_orphans()
    with _requests_to_stop() as requests:
        try:
            crew.start()
            _await_ready(plan, crew, requests)
            if not requests.count:
                announce()
                crew.watch(plan.addresses)
            while not requests.count:
                time.sleep(LOOK_SECONDS)
                crew.mend()
        finally:
            _stop(crew.processes, plan.stop_seconds, requests)


def _await_ready(plan: Plan, crew: Crew, requests: _Requests) -> None:
    """Wait until every process answers or we are asked to stop; raises ProcessError when one does neither."""
    waiting = dict(plan.addresses)
    late = time.monotonic() + plan.start_seconds
    while not requests.count:
        time.sleep(LOOK_SECONDS)
        crew.require_all()
        waiting = {name: address for name, address in waiting.items() if not answers(address)}
        if not waiting:
            return
        if time.monotonic() > late:
            name, address = next(iter(waiting.items()))
            raise ProcessError(f"{name}: does not answer on {address}, see {plan.logs / name}.log")


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


def _launches(plan: Plan, show: Show) -> dict[str, Callable[[], Process]]:
    """What starts each process."""
    commands = parse_procfile(plan.procfile.read_text(encoding="utf-8")).processes
    plan.logs.mkdir(parents=True, exist_ok=True)
    return {
        name: partial(
            Process,
            name,
            command,
            folder=plan.procfile.resolve().parent,
            environment=plan.environment,
            log=plan.logs / f"{name}.log",
            show=show,
        )
        for name, command in commands.items()
    }


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
