"""The processes of a Procfile live and die together.

The commands here are sleepers; each test's carry a mark in their environment, by which `left` finds them."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ProcessError
from bot.operations.supervisor import Plan, supervise

STUBBORN = "trap '' TERM; while :; do sleep 0.1; done"


@pytest.fixture
def mark() -> str:
    return f"MISSI_TEST_MARK={uuid.uuid4()}"


def planned(tmp_path: Path, mark: str, procfile: str, **options: object) -> Plan:
    (tmp_path / "Procfile").write_text(procfile)
    name, _, value = mark.partition("=")
    environment = {"PATH": os.environ["PATH"], name: value}
    return Plan(tmp_path / "Procfile", environment, tmp_path / "log", **options)  # type: ignore[arg-type]


def left(mark: str) -> list[str]:
    """The processes that still carry the mark."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in path.read_bytes():
                found.append(path.parent.name)
        except OSError:
            continue  # it ended while we looked
    return found


def request(number: signal.Signals, after: float = 0.0) -> None:
    """Send ourselves a signal, as Ctrl-C or a service manager does."""
    threading.Timer(after, os.kill, (os.getpid(), number)).start()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_leaves_nothing_behind(tmp_path: Path, mark: str, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    plan = planned(tmp_path, mark, "parent: sleep 300 & echo up; sleep 301; true\nother: exec sleep 302\n")
    lines: list[str] = []
    seen: list[int] = []

    def announce() -> None:
        seen.append(len(left(mark)))
        request(number, after=0.2)

    supervise(plan, lambda name, line: lines.append(f"{name}: {line}"), announce)
    assert seen[0] >= 2
    assert left(mark) == []
    assert lines == ["parent: up"]
    assert (tmp_path / "log" / "parent.log").read_text() == "up\n"
    assert signal.getsignal(number) is before


def test_a_process_that_dies_ends_all_and_is_named(tmp_path: Path, mark: str) -> None:
    plan = planned(tmp_path, mark, "steady: sleep 300\nfaulty: sleep 0.3; echo oh no; exit 3\n")
    lines: list[str] = []
    with pytest.raises(ProcessError) as caught:
        supervise(plan, lambda name, line: lines.append(f"{name}: {line}"), lambda: None)
    log = tmp_path / "log" / "faulty.log"
    assert str(caught.value) == f"faulty: stopped by itself (exit code 3), see {log}"
    assert log.read_text() == "oh no\n"
    assert lines == ["faulty: oh no"]
    assert left(mark) == []


@pytest.mark.parametrize("command", ["kill -9 $$", "sh -c 'kill -9 $$'; exit $?"])
def test_a_process_that_was_killed_says_by_which_signal(tmp_path: Path, mark: str, command: str) -> None:
    plan = planned(tmp_path, mark, f"steady: sleep 300\nfaulty: {command}\n")
    with pytest.raises(ProcessError, match="faulty: stopped by itself .signal 9."):
        supervise(plan, lambda name, line: None, lambda: None)
    assert left(mark) == []


def test_a_process_that_will_not_stop_is_killed(tmp_path: Path, mark: str) -> None:
    plan = planned(tmp_path, mark, f"stubborn: {STUBBORN}\n", stop_seconds=0.5)
    began = time.monotonic()
    supervise(plan, lambda name, line: None, lambda: request(signal.SIGTERM, after=0.3))
    assert 0.5 < time.monotonic() - began < 5
    assert left(mark) == []


def test_a_second_request_does_not_wait(tmp_path: Path, mark: str) -> None:
    plan = planned(tmp_path, mark, f"stubborn: {STUBBORN}\n", stop_seconds=60)

    def announce() -> None:
        request(signal.SIGINT, after=0.3)
        request(signal.SIGINT, after=0.8)

    began = time.monotonic()
    supervise(plan, lambda name, line: None, announce)
    assert time.monotonic() - began < 10
    assert left(mark) == []


def test_nothing_is_announced_before_it_answers(
    tmp_path: Path, mark: str, free_port: Callable[[], int]
) -> None:
    port = free_port()
    server = f"{shlex.quote(sys.executable)} -m http.server {port} --bind 127.0.0.1"
    plan = planned(
        tmp_path,
        mark,
        f"server: sleep 0.5; exec {server}\n",
        addresses={"server": f"http://127.0.0.1:{port}/"},
    )
    began = time.monotonic()
    ready: list[float] = []

    def announce() -> None:
        ready.append(time.monotonic() - began)
        request(signal.SIGINT)

    supervise(plan, lambda name, line: None, announce)
    assert len(ready) == 1
    assert ready[0] > 0.5
    assert left(mark) == []


def test_a_process_that_never_answers_ends_all(
    tmp_path: Path, mark: str, free_port: Callable[[], int]
) -> None:
    address = f"http://127.0.0.1:{free_port()}/"
    plan = planned(tmp_path, mark, "mute: sleep 300\n", addresses={"mute": address}, start_seconds=0.3)
    with pytest.raises(ProcessError, match=f"mute: does not answer on {address}, see .*mute.log"):
        supervise(plan, lambda name, line: None, lambda: pytest.fail("announced"))
    assert left(mark) == []
