"""A room of its own for each test: an empty database, and a file that stands for the checkout's model."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.journal.tables import METADATA as JOURNAL
from bot.knowledge.database import make_tables
from bot.operations.model import model_path
from bot.operations.oversight import Oversight
from bot.publishing.model import Model
from bot.publishing.models import Origin
from bot.publishing.report import Line, Report
from bot.publishing.room import Room
from bot.settings import read_settings

AUTHOR, APPROVER = "tess", "ada"


@pytest.fixture
def room(engine: Engine, tmp_path: Path) -> Iterator[Room]:
    """A room over an empty database, once on SQLite and once on PostgreSQL."""
    settings = read_settings({"MISSI_VAR": str(tmp_path / "var"), "MISSI_MODELS": str(tmp_path / "models")})
    settings.models.mkdir()
    model_path(settings).write_bytes(b"the checkout's own")
    make_tables(engine, JOURNAL)
    yield Room(Oversight(settings, engine))


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
    is_met: bool | None = True,
    code: str | None = None,
) -> Model:
    """A trained model, tested against the one that is live unless `is_met` is None."""
    if file is None:
        file = room.settings.models / "fresh.tar.gz"
        file.write_text(content)
    digest = room.stock.shelf.put(file)
    made = hashlib.sha256(file.read_bytes()).hexdigest()
    origin = Origin(
        author, "a test", ingredients=made, code=code or room.stock.code, contributors=contributors
    )
    model = room.models.add(digest, origin)
    if is_met is not None:
        live = room.publisher.live()
        assert live
        room.models.report(model.id, report(live.digest, is_met=is_met))
    return room.models.get(model.id)


def publish(room: Room, content: str) -> Model:
    """A model that went through everything and is live now."""
    model = add_model(room, content)
    room.models.approve(model.id, APPROVER, "looked at it")
    room.publisher.publish(model.id, APPROVER, "better")
    return room.models.get(model.id)
