"""The handoff on both databases, with the state's holidays and two agents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.handoff.handoff import Handoff
from bot.knowledge.database import migrate
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.settings import HandoffSettings, read_settings
from tests.handoff.door import AGENTS, Clock, Door


@pytest.fixture
def open_door(engine: Engine, tmp_path: Path, shipped: tuple[Record, ...]) -> Callable[..., Door]:
    migrate(engine)
    store = Store(engine)
    store.save_all([record for record in shipped if record.id.startswith("event:holiday-")])

    def open_door(**settings: object) -> Door:
        chosen = HandoffSettings(agents=AGENTS)
        all_settings = read_settings({"MISSI_VAR": str(tmp_path)})
        all_settings = replace(all_settings, handoff=replace(chosen, **settings))
        log, clock = AuditLog(engine), Clock()
        return Door(
            Handoff(engine, log, store, all_settings, lambda s: f"conversation:{s}", clock), log, clock
        )

    return open_door


@pytest.fixture
def door(open_door: Callable[..., Door]) -> Door:
    """A door with Ana at work behind it."""
    door = open_door()
    door.handoff.agents.note("Ana of ITS")
    return door
