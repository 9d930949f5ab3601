"""A journal as large as months of a busy assistant, made without an encoder or a citizen."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.channels.base.tables import METADATA as CONVERSATION_TABLES
from bot.journal.entry import hash_wording
from bot.journal.tables import ENTRY
from bot.journal.tables import METADATA as JOURNAL_TABLES
from bot.knowledge.database import make_tables
from bot.review.tables import METADATA, TURN, WORDING

NOW = 1_790_000_000.0
DAY_S = 86400.0
NEEDING = 0.4
"""Share of turns that need review: more than the held-out questions leave unanswered."""
_BATCH = 5000
_OUTCOMES = ("refuse", "clarify", "answer")
_CHANNELS = ("web", "rest", "sms", "phone")


def open_tables(engine: Engine) -> None:
    """Make all tables that the review reads."""
    for tables in (CONVERSATION_TABLES, JOURNAL_TABLES, METADATA):
        make_tables(engine, tables)


def fill_journal(engine: Engine, turns: int = 100_000, wordings: int = 20_000, clusters: int = 6_000) -> None:
    """Write so many turns, two of five to review: few questions are frequent, most are rare (Zipf)."""
    open_tables(engine)
    chance = np.random.default_rng(7)
    asked = np.minimum(chance.zipf(1.3, turns) - 1, wordings - 1)
    rows = [_rows(number, int(wording), clusters, chance) for number, wording in enumerate(asked, 1)]
    known = sorted({int(wording) for wording, (_, turn) in zip(asked, rows) if turn})
    named = [{"id": w + 1, "hash": hash_of(w), "cluster": w % clusters + 1, "vector": None} for w in known]
    with engine.begin() as connection:
        for start in range(0, len(named), _BATCH):
            connection.execute(insert(WORDING), named[start : start + _BATCH])
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            connection.execute(insert(ENTRY), [entry for entry, _ in batch])
            connection.execute(insert(TURN), [turn for _, turn in batch if turn])


def question(wording: int) -> str:
    """The words of a wording."""
    return f"How do I get permit number {wording} from the county?"


def hash_of(wording: int) -> str:
    """What it is known by."""
    return hash_wording(question(wording)) or ""


def _rows(
    number: int, wording: int, clusters: int, chance: np.random.Generator
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    needs_review = chance.random() < NEEDING
    outcome = _OUTCOMES[int(chance.integers(3))] if needs_review else "answer"
    at = NOW - float(chance.random()) * 90 * DAY_S
    told = {
        "conversation": f"rest-{number % 30_000}",
        "seq": number,
        "at": at,
        "channel": _CHANNELS[int(chance.integers(4))],
        "outcome": outcome,
    }
    record = "service:dl-renew" if outcome != "refuse" else None
    entry = told | {
        "id": number,
        "intent": "ask_how",
        "confidence": 0.8,
        "score": 0.5 if needs_review else 0.95,
        "record": record,
        "records": record or "",
        "question": question(wording),
        "wording": hash_of(wording),
        "answer": "I could not find that.",
    }
    if not needs_review:
        return entry, None
    turn = told | {
        "entry": number,
        "sureness": float(chance.random()),
        "topics": " driving " if record else "",
        "vote": "down" if number % 40 == 0 else None,
        "is_corrected": number % 50 == 0,
        "wording": wording + 1,
        "cluster": wording % clusters + 1,
        "decision": None,
    }
    return entry, turn
