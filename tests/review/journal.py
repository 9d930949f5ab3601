"""A small journal that citizens of the tests write in, and what the review needs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from bot.authoring.change import Change
from bot.channels.base.tables import FEEDBACK
from bot.errors import AuthoringError
from bot.journal.entry import Entry
from bot.journal.tables import ENTRY
from bot.review.intake import Intake
from bot.review.tables import WORDING
from tests.fakes import FakeEncoder

TOPICS = {"service:fishing-license": ("outdoors",), "service:pothole": ("roads", "safety")}


def ask(engine: Engine, question: str | None, outcome: str = "refuse", /, **values: Any) -> int:
    """Write a turn and return the number of its entry."""
    entry = Entry("rest-1", 1000.0, "rest", outcome, question, "An answer.", intent="ask_how", confidence=0.9)
    row = entry.as_row() | values
    if "records" in values:
        row |= {"record": values["records"].split()[0]}
    with engine.begin() as connection:
        return int(connection.execute(insert(ENTRY), row).inserted_primary_key[0])


def vote(engine: Engine, conversation: str, seq: int, vote: str | None, at: float = 2000.0) -> None:
    """Vote on a turn; None takes the vote back."""
    mine = (FEEDBACK.c.conversation == conversation, FEEDBACK.c.seq == seq)
    row = {"conversation": conversation, "seq": seq, "at": at, "vote": vote, "outcome": "answer"}
    with engine.begin() as connection:
        connection.execute(delete(FEEDBACK).where(*mine))
        if vote:
            connection.execute(insert(FEEDBACK), row)


def make_intake(engine: Engine, encode: Any = "fake") -> Intake:
    """An intake whose encoder knows which words texts share."""
    return Intake(engine, encode_words if encode == "fake" else encode, lambda: TOPICS)


def encode_words(texts: Sequence[str]) -> np.ndarray:
    """Vectors of texts, near when most of their words are the same."""
    return FakeEncoder().encode(texts)


def rows_of(engine: Engine, table: Any) -> list[Any]:
    """All rows of a table, in the order of their numbers."""
    with engine.connect() as connection:
        return list(connection.execute(select(table).order_by(*table.primary_key)))


@dataclass
class Draft:
    """A draft of a change."""

    id: str


class DraftBook:
    """Drafts in memory: what was drafted, and what was taken back; refuses what it is told to."""

    def __init__(self, refused: str = "") -> None:
        self.drafted: dict[str, Change] = {}
        self.undone: list[str] = []
        self._refused = refused

    def apply(self, change: Change, author: str, why: str) -> Draft:
        """Keep a change."""
        if self._refused and self._refused in change.summary:
            raise AuthoringError("phrase: there already")
        id = f"draft-{len(self.drafted) + 1}"
        self.drafted[id] = change
        return Draft(id)

    def undo(self, id: str, author: str, why: str) -> Draft:
        """Take one back."""
        self.undone.append(id)
        return Draft(f"undo-{id}")

    @property
    def waiting(self) -> list[str]:
        """What is drafted and not taken back."""
        return [change.summary for id, change in self.drafted.items() if id not in self.undone]


def wordings(engine: Engine) -> list[int]:
    """The numbers of all wordings."""
    return [row.id for row in rows_of(engine, WORDING)]
