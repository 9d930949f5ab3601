"""Rules about what a record holds: an answer, asks, and facts that someone has checked.

Each takes one record and today's date and gives findings; called by check_records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.knowledge.lint.finding import Finding
from bot.knowledge.record import Record


def check_answer(record: Record, today: date) -> Iterator[Finding]:
    """Find a title or summary without a single word."""
    for field, text in (("title", record.title), ("summary", record.summary)):
        if not re.search(r"\w", text):
            yield Finding("error", record.id, field, "expected words, found none")


def check_asks(record: Record, today: date) -> Iterator[Finding]:
    """Find a record without asks, which citizens seldom reach."""
    if not any(ask.strip() for ask in record.asks):
        yield Finding("warning", record.id, "asks", "expected at least one ask, found none")


def check_verified(record: Record, today: date) -> Iterator[Finding]:
    """List a record whose facts nobody has checked."""
    if not record.checked:
        yield Finding("note", record.id, "checked", "not verified yet")
