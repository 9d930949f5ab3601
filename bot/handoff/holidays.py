"""The state's holidays as they are published now, for office hours."""

from __future__ import annotations

import logging
import time
from datetime import date

from bot.errors import DatabaseError
from bot.knowledge.calendar import HOLIDAY_PREFIX, legal_holiday
from bot.knowledge.record import Record
from bot.knowledge.store import Store

logger = logging.getLogger(__name__)
FRESH_S = 60.0


class Holidays:
    """The holidays of a knowledge base, read again at most once a minute."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records: list[Record] = []
        self._read_at = float("-inf")

    def on(self, day: date) -> Record | None:
        """Return the holiday that closes state offices that day, if there is one."""
        if time.monotonic() - self._read_at > FRESH_S:
            self._read_at = time.monotonic()
            try:
                self._records = self._store.beginning_with(HOLIDAY_PREFIX)
            except DatabaseError as error:  # what was known last still holds
                logger.error("handoff.holidays.unread error=%s", type(error).__name__)
        return legal_holiday(self._records, day)
