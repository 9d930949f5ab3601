"""The processes of a Procfile start together or not at all, and one that ends later is started again.

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
from bot.operations import crew
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


def never(free_port: Callable[[], int]) -> dict[str, str]:
    """An address that is never ready."""
    return {"steady": f"http://127.0.0.1:{free_port()}/"}


def test_a_process_that_does_not_start_ends_all_and_is_named(
    tmp_path: Path, mark: str, free_port: Callable[[], int]
) -> None:
    procfile = "steady: sleep 300\nfaulty: sleep 0.3; echo oh no; exit 3\n"
    plan = planned(tmp_path, mark, procfile, addresses=never(free_port))
    lines: list[str] = []
    with pytest.raises(ProcessError) as caught:
        supervise(plan, lambda name, line: lines.append(f"{name}: {line}"), lambda: None)
    log = tmp_path / "log" / "faulty.log"
    assert str(caught.value) == f"faulty: stopped by itself (exit code 3), see {log}"
    assert log.read_text() == "oh no\n"
    assert lines == ["faulty: oh no"]
    assert left(mark) == []


@pytest.mark.parametrize("command", ["kill -9 $$", "sh -c 'kill -9 $$'; exit $?"])
def test_a_process_that_was_killed_says_by_which_signal(
    tmp_path: Path, mark: str, free_port: Callable[[], int], command: str
) -> None:
    procfile = f"steady: sleep 300\nfaulty: {command}\n"
    plan = planned(tmp_path, mark, procfile, addresses=never(free_port))
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


def test_a_process_that_ends_later_is_started_again(tmp_path: Path, mark: str) -> None:
    """Whatever it has left behind is ended first."""
    plan = planned(tmp_path, mark, "steady: sleep 300\nfaulty: sleep 303 & echo up; sleep 0.4; exit 3\n")
    lines: list[str] = []
    supervise(
        plan,
        lambda name, line: lines.append(f"{name}: {line}"),
        lambda: request(signal.SIGTERM, after=4),
    )
    assert 3 <= lines.count("faulty: up") <= 5, "again and again, with growing pauses"
    assert "faulty: exit code 3: it is started again" in lines
    assert not [line for line in lines if line.startswith("steady")]
    assert left(mark) == []


def test_a_process_that_hangs_is_started_again(
    tmp_path: Path, mark: str, free_port: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("SILENT_S", 1.0), ("PROBE_S", 0.5), ("PROBE_EVERY_S", 0.2)):
        monkeypatch.setattr(crew, name, value)
    port = free_port()
    server = f"exec {shlex.quote(sys.executable)} -m http.server {port} --bind 127.0.0.1"
    address = f"http://127.0.0.1:{port}/"
    plan = planned(tmp_path, mark, f"server: {server}\n", addresses={"server": address})
    told: list[str] = []

    def announce() -> None:
        (pid,) = left(mark)
        threading.Timer(1.5, os.kill, (int(pid), signal.SIGSTOP)).start()
        request(signal.SIGTERM, after=8)

    supervise(plan, lambda name, line: told.append(line), announce)
    assert "no answer for 1 s: it is started again" in told
    assert left(mark) == []
