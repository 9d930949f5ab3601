"""A console with models in every state, jobs, and a history, for the tests of its pages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address
from bot.operations.model import model_path
from bot.operations.oversight import Oversight
from bot.publishing.job import FAILED, TRAIN
from bot.publishing.model import Model
from bot.publishing.report import Changed, Figure, Line, Report, SliceChange
from bot.publishing.room import Room
from tests.console.server import Console, running
from tests.publishing.conftest import add_model

WORSE = Changed(
    "Are the two museums in downtown Jackson closed on Mondays?",
    "aspects",
    "right",
    "wrong",
    "service:museums",
    "service:museums",
    "event:museum-day",
)
GATE = (
    Line("complete", True, "946 asked, 0 not asked of both", "the same questions for both"),
    Line("golden_kept", True, "0 lost of 119", "0 lost"),
    Line("golden_right", True, "99.2 % of 120", "at least 95 %"),
    Line("emergencies", True, "0 missed of 41", "0 missed"),
    Line("false_alarms", True, "0.1 % of 785", "at most 1 %"),
    Line("right", True, "89.8 % of 826", "at least 86 %"),
    Line("wrong", True, "3.9 % of 826", "at most 6 %"),
    Line("refused", True, "86.4 % of 66", "at least 80 %"),
    Line("no_loss", True, "1 gained, 1 lost, p 1.000", "no more lost than gained, or p above 0.05"),
    Line("fairness", True, "+0.4 points (grade below 3)", "at most +5.0 points"),
)
CLOSED = Line("golden_kept", False, "1 lost of 119", "0 lost", ("How do I renew my driver license?",))


@contextmanager
def open_room(console: Console) -> Iterator[Room]:
    """The room of a console that runs in another process."""
    console.settings.models.mkdir(exist_ok=True)
    if not model_path(console.settings).exists():
        model_path(console.settings).write_bytes(b"the checkout's own")
    engine = open_database(conversations_address(console.settings))
    yield Room(Oversight(console.settings, engine))
    engine.dispose()


def add_tested(
    room: Room, content: str, author: str = "trainer", *, is_open: bool = True, why: str = "a test"
) -> Model:
    """A model that was tested against the live one."""
    model, live = add_model(room, content, author=author, is_met=None, why=why), room.publisher.live()
    assert live
    report = Report(
        tested_at=time.time(),
        against=live.digest,
        questions="q",
        knowledge="k",
        gate=GATE if is_open else (GATE[0], CLOSED, *GATE[2:]),
        figures=(
            Figure("right", 0.898, 0.876, 0.919, 826, 0.903),
            Figure("helped", 0.942, 0.925, 0.958, 826, 0.943),
            Figure("wrong", 0.039, 0.026, 0.053, 826, 0.038),
        ),
        slices=(SliceChange("all", 946, 0.903, 0.898, 1, 5, 0.219),),
        better=(replace(WORSE, before="missed", after="right"),),
        worse=(WORSE,),
    )
    room.models.report(model.id, report)
    return room.models.get(model.id)


@contextmanager
def showcase(folder: Path) -> Iterator[Console]:
    """A console where something was published, and more is under way."""
    with running(folder) as console, open_room(console) as room:
        first = add_tested(room, "live", why="phrases about potholes")
        room.models.approve(first.id, "approver", "looked at what got worse")
        room.publisher.publish(first.id, "approver", "answers potholes")
        add_tested(room, "waits", why="what is kept of a chat")
        add_tested(room, "closed", is_open=False, why="more small talk")
        add_model(room, "not tested", is_met=None, why="the nightly schedule")
        failed = room.jobs.ask(TRAIN, "trainer", "the first try")
        room.jobs.take()
        room.jobs.end(failed.id, FAILED, "training failed: a story names an action that is not there")
        job = room.jobs.ask(TRAIN, "trainer", "phrases about ferries")
        room.jobs.take()
        for text in ("Collecting the drafts", "Training, one to three minutes", "Asking the live model"):
            room.jobs.step(job.id, text)
        room.jobs.step(job.id, "Asking the live model", 300, 870)
        yield console
