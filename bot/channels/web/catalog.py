"""The published records in memory, for cards, lists, and suggestions; notices by itself when they change."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.channels.web.suggestions import Suggestions
from bot.errors import DatabaseError
from bot.knowledge.record import Record
from bot.knowledge.store import Store

logger = logging.getLogger(__name__)
LOOK_EVERY_S = 1.0


@dataclass(frozen=True)
class _Shelf:
    revision: int
    records: Mapping[str, Record]
    suggestions: Suggestions


class Catalog:
    """The records of a store as they were published at most a second ago."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shelf = _Shelf(-1, {}, Suggestions(()))
        self.refresh()

    @property
    def suggestions(self) -> Suggestions:
        """What may be asked."""
        return self._shelf.suggestions

    def record(self, identity: str) -> Record | None:
        """The published record of this id, if any."""
        return self._shelf.records.get(identity)

    def of_type(self, kind: str) -> list[Record]:
        """Every published record of a type, in the order they were loaded."""
        return [record for record in self._shelf.records.values() if record.type == kind]

    def refresh(self) -> None:
        """Take in what was published; what cannot be read now stays as it was."""
        try:
            revision = self._store.revision()
            if revision != self._shelf.revision:
                records = self._store.all()
                # The asks are most of a record, and nobody looks at them here any more.
                kept = {record.id: replace(record, asks=()) for record in records}
                self._shelf = _Shelf(revision, kept, Suggestions(records))
        except DatabaseError as error:
            logger.error("web.catalog.failed error=%s", type(error).__name__)

    def watch(self) -> None:
        """Look for what is published from now on, on a thread of its own."""
        threading.Thread(target=self._watch, name="watch catalog", daemon=True).start()

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_EVERY_S)
            self.refresh()
