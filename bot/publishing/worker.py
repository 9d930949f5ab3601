"""The worker: does one job at a time in its own process, asks for the nightly one, and keeps the watch."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import MissiError
from bot.publishing.job import CANCELED, FAILED, TRAIN, Job
from bot.publishing.room import Room
from bot.publishing.schedule import AUTHOR
from bot.publishing.watch import watch
from bot.settings import ROOT

logger = logging.getLogger(__name__)
LOOK_S = 0.5
BEAT_S = 2.0
WATCH_S = 2.0
END_S = 20.0
"""A job that is asked to end has so long to stop what it started."""


class Worker:
    """Does the jobs of a room until it is asked to stop.

    Args:
        room: whose jobs.
        command: does the job whose number is put behind it.
    """

    def __init__(
        self, room: Room, command: tuple[str, ...] = (sys.executable, "-m", "bot.publishing.work")
    ) -> None:
        self._room = room
        self._command = command
        self._running: tuple[Job, subprocess.Popen[bytes]] | None = None
        self._beat = self._watched = 0.0
        self._must_stop = False
        self._others: set[int] = set()

    def stop(self) -> None:
        """Have `run` return soon; a job that runs fails and may be tried again."""
        self._must_stop = True

    def run(self) -> None:
        """Work until stopped."""
        while not self._must_stop:
            try:
                self.look()
            except (SQLAlchemyError, MissiError) as error:  # a database that is away comes back
                logger.error("worker.failed error=%s", type(error).__name__)
            time.sleep(LOOK_S)
        if self._running:
            job, _ = self._running
            self._end(FAILED, "The worker was stopped while it ran. Nothing was published; try again.")
            logger.warning("worker.stopped job=%s", job.id)

    def look(self) -> None:
        """Do whatever is to be done now; called twice a second."""
        jobs, now = self._room.jobs, time.monotonic()
        if self._running:
            self._mind()
        else:
            jobs.fail_lost()
            job = jobs.take()
            if job:
                self._begin(job)
        if now - self._watched > WATCH_S:
            self._watched = now
            watch(self._room.publisher)
            self._room.asks.follow(self._room.publisher.published())
            if self._room.schedules.take():
                with suppress(MissiError):  # one is under way already
                    jobs.ask(TRAIN, AUTHOR, "Every night, as the schedule says")

    def _begin(self, job: Job) -> None:
        self._others = find_children()
        log = self._room.settings.var.resolve() / "log" / "job.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            child = subprocess.Popen(
                [*self._command, str(job.id)],
                cwd=ROOT,
                # It reads until we are gone.
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running, self._beat = (job, child), time.monotonic()

    def _mind(self) -> None:
        """See how the job goes that runs."""
        assert self._running
        job, child = self._running
        if child.poll() is not None:
            # It has said itself how it ended, unless it was killed.
            told = "It was stopped from outside. Nothing was published; try again."
            self._end(FAILED, told)
        elif time.monotonic() - self._beat > BEAT_S:
            self._beat = time.monotonic()
            if not self._room.jobs.beat(job.id):
                self._end(CANCELED, "Canceled. Nothing was published.")

    def _end(self, state: str, text: str) -> None:
        """End the job with all that it started, and note how it ended unless it has."""
        assert self._running
        job, child = self._running
        end_group(child)
        end_children(but=self._others)
        self._running = None
        self._room.jobs.end(job.id, state, text)


def end_group(child: subprocess.Popen[bytes], seconds: float = END_S) -> None:
    """End a process and its group: asked first, killed when it does not."""
    for number, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, seconds)):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, number)
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=patience)
            break
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    if child.stdin:
        child.stdin.close()


def end_children(but: set[int]) -> None:
    """Kill whatever we have adopted: what a job had started in sessions of their own, and did not end.

    Args:
        but: the process numbers of our own children, from before the job.
    """
    for _ in range(100):
        children = find_children() - but
        if not children:
            return
        for pid in children:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def find_children() -> set[int]:
    """The process numbers of our children, those that ended and nobody asked how among them."""
    return {int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _parent(folder) == os.getpid()}


def _parent(folder: Path) -> int | None:
    """The parent of a process; its name may hold blanks and brackets itself (proc(5))."""
    try:
        stat = (folder / "stat").read_text(errors="replace")
    except OSError:
        return None
    return int(stat[stat.rindex(")") + 1 :].split()[1])
