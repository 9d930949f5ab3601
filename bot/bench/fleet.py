"""Every process of a run: none outlives it, whether it ends, fails or is interrupted.

Ctrl-C, SIGTERM and SIGHUP become one KeyboardInterrupt, never a second one that would break the clean-up."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from bot.bench.server import Command, Server, stop_servers

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Fleet:
    """Starts servers and knows those that run; leaving it stops them all."""

    def __init__(self) -> None:
        self._running: list[Server] = []
        self._before: dict[signal.Signals, Any] = {}
        self._is_starting = False
        self._is_interrupted = False

    def __enter__(self) -> Fleet:
        self._before = {number: signal.signal(number, self._interrupt) for number in SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_interrupted = True  # a signal that comes now changes nothing: we are leaving
        stop_servers(self._running)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def running(self, commands: Sequence[Command]) -> Iterator[list[Server]]:
        """Start these commands; they are stopped when the block ends."""
        servers = self._start(commands)
        yield servers
        # No finally: after an error it is leaving the fleet that stops them, where no signal interrupts.
        stop_servers(servers)
        self._running = [server for server in self._running if server not in servers]

    def _start(self, commands: Sequence[Command]) -> list[Server]:
        """Start all; an interrupt waits meanwhile, or a process could start that nobody knows of."""
        self._is_starting = True
        servers: list[Server] = []
        try:
            for command in commands:
                servers.append(Server(command))
                self._running.append(servers[-1])
        finally:
            self._is_starting = False
        if self._is_interrupted:
            raise KeyboardInterrupt
        return servers

    def _interrupt(self, *_: Any) -> None:
        if not self._is_interrupted:
            self._is_interrupted = True
            if not self._is_starting:
                raise KeyboardInterrupt
