"""A room of its own for each test: an empty database, and a file that stands for the checkout's model."""

from __future__ import annotations

import hashlib
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.journal.tables import METADATA as JOURNAL
from bot.knowledge.database import make_tables
from bot.operations.model import model_path
from bot.operations.oversight import Oversight
from bot.publishing.asks import KNOWLEDGE
from bot.publishing.model import Model
from bot.publishing.models import Origin
from bot.publishing.report import Line, Report
from bot.publishing.room import Room
from bot.settings import read_settings

RECORDS = """- id: service:pothole
  title: Report a pothole
  summary: Tell the road crew.
  checked: true
"""
AUTHOR, APPROVER = "tess", "ada"


@pytest.fixture
def room(engine: Engine, tmp_path: Path) -> Iterator[Room]:
    """A room over an empty database, once on SQLite and once on PostgreSQL."""
    settings = read_settings({"MISSI_VAR": str(tmp_path / "var"), "MISSI_MODELS": str(tmp_path / "models")})
    settings.models.mkdir()
    model_path(settings).write_bytes(b"the checkout's own")
    make_tables(engine, JOURNAL)
    yield Room(Oversight(settings, engine))


def make_checkout(folder: Path) -> Path:
    """A checkout of one record and one ask, with a git history."""
    for path, text in {
        "services.yml": RECORDS,
        "asks/services.yml": "service:pothole:\n  - hole in the road\n",
    }.items():
        (folder / KNOWLEDGE / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / KNOWLEDGE / path).write_text(text)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        named = ["git", "-c", "user.name=Cora", "-c", "user.email=cora@example.invalid"]
        subprocess.run([*named, *command], cwd=folder, check=True)
    return folder


def report(against: str, *, is_met: bool = True) -> Report:
    """What a test has shown, with one line of the gate."""
    gate = (Line("emergencies", is_met, "0 missed of 41" if is_met else "1 missed of 41", "0 missed"),)
    return Report(time.time(), against, "q", "k", gate, (), (), (), ())


def add_model(
    room: Room,
    content: str = "",
    *,
    file: Path | None = None,
    author: str = AUTHOR,
    contributors: tuple[str, ...] = (),
    commit: str | None = None,
    is_met: bool | None = True,
    code: str | None = None,
    why: str = "a test",
) -> Model:
    """A trained model, tested against the one that is live unless `is_met` is None."""
    if file is None:
        file = room.settings.models / "fresh.tar.gz"
        file.write_text(content)
    digest = room.stock.shelf.put(file)
    made = hashlib.sha256(file.read_bytes()).hexdigest()
    origin = Origin(
        author,
        why,
        ingredients=made,
        code=code or room.stock.code,
        contributors=contributors,
        commit=commit,
    )
    model = room.models.add(digest, origin)
    if is_met is not None:
        live = room.publisher.live()
        assert live
        room.models.report(model.id, report(live.digest, is_met=is_met))
    return room.models.get(model.id)


def publish(room: Room, content: str, commit: str | None = None) -> Model:
    """A model that went through everything and is live now."""
    model = add_model(room, content, commit=commit)
    room.models.approve(model.id, APPROVER, "looked at it")
    room.publisher.publish(model.id, APPROVER, "better")
    return room.models.get(model.id)
