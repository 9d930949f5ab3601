"""Keeps conversations in Rasa's SQL tables, on a database opened as the knowledge base's is.

Named in `endpoints.yml`; Rasa's own store opens SQLite anew for every turn and waits for the disk each time.
"""

from __future__ import annotations

from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.orm import sessionmaker

from bot.knowledge.database import open_database


class ConversationStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL tracker store; with SQLite it keeps its connection and writes ahead."""

    engine: Any
    sessionmaker: Any

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.engine.dialect.name == "sqlite":
            self.engine = open_database(str(self.engine.url))
            self.sessionmaker = sessionmaker(bind=self.engine)
