"""The worker with real processes: a job that ends, is canceled, is killed, or leaves others behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.operations.model import model_path
from bot.operations.oversight import open_oversight
from bot.operations.process import adopt_orphans
from bot.publishing.job import CANCELED, DONE, FAILED, RUNNING, TRAIN
from bot.publishing.room import Room
from bot.publishing.worker import Worker
from bot.settings import ROOT

PATIENCE_S = 60.0
# Starts something in a session of its own, as a throw-away assistant is started, and waits.
LINGERS = """
import pathlib, subprocess, sys, time
other = subprocess.Popen(["sleep", "600"], start_new_session=True)
pathlib.Path(sys.argv[1]).write_text(str(other.pid))
time.sleep(600)
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A room over SQLite that other processes find by their environment."""
    monkeypatch.setenv("MISSI_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("MISSI_MODELS", str(tmp_path / "models"))
    room = Room(open_oversight())
    room.settings.models.mkdir()
    model_path(room.settings).write_bytes(b"the checkout's own")
    yield room
    room.engine.dispose()


@pytest.fixture(autouse=True)
def adopting() -> Iterator[None]:
    """What the worker's process does at its start."""
    adopt_orphans()
    yield
    adopt_orphans(False)


def await_that(is_so: Callable[[], bool], look: Callable[[], None] = lambda: None) -> None:
    last = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < last
        look()
        time.sleep(0.05)


def is_there(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def command(code: str, *words: object) -> tuple[str, ...]:
    return (sys.executable, "-c", code, *map(str, words))


def test_a_job_that_is_killed_has_failed_and_may_be_tried_again(room: Room) -> None:
    job = room.jobs.ask(TRAIN, "tess", "new phrases")
    worker = Worker(room, command("import os; os.kill(os.getpid(), 9)"))
    await_that(lambda: not room.jobs.get(job.id).is_open, worker.look)
    assert room.jobs.get(job.id).state == FAILED
    room.jobs.retry(job.id, "tess", "once more")
    worker = Worker(room, command("pass"))
    await_that(lambda: room.jobs.get(job.id).attempts == 2, worker.look)


def test_what_is_canceled_ends_with_all_that_it_started(room: Room, tmp_path: Path) -> None:
    job = room.jobs.ask(TRAIN, "tess", "new phrases")
    file = tmp_path / "pid"
    worker = Worker(room, command(LINGERS, file))
    await_that(lambda: file.exists() and bool(file.read_text()), worker.look)
    other = int(file.read_text())
    assert is_there(other)
    room.jobs.cancel(job.id, "ben", "not now")
    await_that(lambda: room.jobs.get(job.id).state == CANCELED, worker.look)
    assert not is_there(other)


def test_what_was_there_before_the_job_is_left_alone(room: Room) -> None:
    job = room.jobs.ask(TRAIN, "tess", "new phrases")
    other = subprocess.Popen(["sleep", "600"], start_new_session=True)
    try:
        worker = Worker(room, command("import os; os.kill(os.getpid(), 9)"))
        await_that(lambda: not room.jobs.get(job.id).is_open, worker.look)
        assert is_there(other.pid)
    finally:
        other.kill()
        other.wait()


def test_a_worker_that_is_stopped_says_so_of_its_job(room: Room, tmp_path: Path) -> None:
    job = room.jobs.ask(TRAIN, "tess", "new phrases")
    file = tmp_path / "pid"
    worker = Worker(room, command(LINGERS, file))
    await_that(lambda: file.exists() and bool(file.read_text()), worker.look)
    worker.stop()
    worker.run()
    assert room.jobs.get(job.id).state == FAILED
    assert not is_there(int(file.read_text()))


def test_a_job_ends_when_its_worker_is_killed(room: Room) -> None:
    """The real one: it is in the middle of something when its input ends."""
    job = room.jobs.ask(TRAIN, "tess", "new phrases")
    room.jobs.take()
    child = subprocess.Popen(
        [sys.executable, "-m", "bot.publishing.work", str(job.id)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert child.stdin
    try:
        await_that(lambda: bool(room.jobs.get(job.id).step))
        child.stdin.close()
        assert child.wait(PATIENCE_S) == 0
        assert room.jobs.get(job.id).state == CANCELED
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)


def test_a_job_that_cannot_be_done_tells_why(room: Room) -> None:
    job = room.jobs.ask("test", "tess", "once more", 99)
    worker = Worker(room)
    await_that(lambda: not room.jobs.get(job.id).is_open, worker.look)
    assert room.jobs.get(job.id).state == FAILED
    assert room.jobs.lines(job.id)[0][1] == "model: there is none with the number 99"


def test_the_worker_asks_for_the_nightly_job(room: Room) -> None:
    hour = time.strftime("%H:%M", time.gmtime(time.time() - 6 * 3600 - 60))
    room.schedules.change(True, hour, "tess", "figures in the morning")
    worker = Worker(room, command("import time; time.sleep(600)"))
    worker.look()
    worker.look()
    (job,) = room.jobs.newest()
    assert (job.author, job.kind) == ("nightly schedule", TRAIN)
    assert job.state == RUNNING != DONE
    worker.stop()
    worker.run()
