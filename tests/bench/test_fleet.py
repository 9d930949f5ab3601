"""No process outlives the run, however it ends."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from bot.bench.fleet import Fleet
from bot.bench.server import Command, Server
from bot.errors import ProcessError


def command(folder: Path, line: str = "sleep 60 & sleep 60") -> Command:
    return Command("sleeper", line, folder, dict(os.environ), folder / "log" / "sleeper.log")


def test_a_block_stops_what_it_started_with_its_children(tmp_path: Path) -> None:
    with Fleet() as fleet:
        with fleet.running([command(tmp_path), command(tmp_path)]) as servers:
            assert all(server.is_alive() for server in servers)
        assert not any(server.is_alive() for server in servers)


def test_an_error_stops_everything(tmp_path: Path) -> None:
    started: list[Server] = []
    with pytest.raises(ProcessError), Fleet() as fleet, fleet.running([command(tmp_path)]) as servers:
        started += servers
        raise ProcessError("something else failed")
    assert not started[0].is_alive()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_stops_everything_and_handlers_come_back(tmp_path: Path, number: signal.Signals) -> None:
    before, started = signal.getsignal(number), list[Server]()
    with pytest.raises(KeyboardInterrupt), Fleet() as fleet, fleet.running([command(tmp_path)]) as servers:
        started += servers
        os.kill(os.getpid(), number)
    assert not started[0].is_alive()
    assert signal.getsignal(number) is before


def test_a_second_interrupt_does_not_break_the_clean_up(tmp_path: Path) -> None:
    started: list[Server] = []
    with pytest.raises(KeyboardInterrupt), Fleet() as fleet, fleet.running([command(tmp_path)]) as servers:
        started += servers
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
    assert not started[0].is_alive()


def test_a_server_that_ended_is_named_with_its_log(tmp_path: Path) -> None:
    with Fleet() as fleet, fleet.running([command(tmp_path, "exit 3")]) as (server,):
        while server.exit_code is None:
            pass
        with pytest.raises(
            ProcessError, match=r"sleeper: stopped by itself \(exit code 3\), see .*sleeper.log"
        ):
            server.require_running()
