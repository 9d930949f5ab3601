"""An empty database of conversations and the small knowledge base, for channels that are served by tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.channels.base.tables import METADATA
from bot.channels.base.webhook import Webhook
from bot.engine.conversations import TURN as TRACKED
from bot.knowledge.database import make_tables, migrate, open_database
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from tests.channels.served import Talk, serve

Serve = Callable[[type[Webhook], Mapping[str, str], Talk], Any]


@pytest.fixture
def served(tmp_path: Path, records: tuple[Record, ...]) -> Serve:
    """Runs a talk with a channel; the second talk of a test finds what the first one has kept."""
    knowledge, conversations = (f"sqlite:///{tmp_path / name}.db" for name in ("knowledge", "conversations"))
    store = open_database(knowledge)
    migrate(store)
    Store(store).save_all(records)
    store.dispose()
    usual = {"MISSI_VAR": str(tmp_path), "MISSI_DATABASE_URL": knowledge, "MISSI_SESSION_RATE": "200"}

    def run(kind: type[Webhook], environment: Mapping[str, str], talk: Talk) -> Any:
        engine: Engine = open_database(conversations)
        for metadata in (METADATA, TRACKED.metadata):
            make_tables(engine, metadata)
        try:
            return serve(kind, usual | dict(environment), engine, talk)
        finally:
            engine.dispose()

    return run
