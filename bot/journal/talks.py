"""Conversations as the journal tells them: masked words, and what each was understood as."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.journal.tables import ENTRY


@dataclass(frozen=True)
class Talk:
    """A conversation: its first question, and how many there were."""

    conversation: str
    channel: str
    at: float
    turns: int
    question: str


def list_talks(engine: Engine, most: int) -> list[Talk]:
    """Return the conversations in which something was asked lately, the newest first."""
    latest = func.max(ENTRY.c.at)
    count, first = func.count(), func.min(ENTRY.c.id)
    query = (
        select(ENTRY.c.conversation, latest.label("at"), count.label("turns"), first.label("first"))
        .where(ENTRY.c.id.in_(_latest(most)))
        .group_by(ENTRY.c.conversation)
        .order_by(latest.desc())
    )
    with engine.connect() as connection:
        rows = connection.execute(query).all()
        ids = [row.first for row in rows]
        firsts = connection.execute(select(ENTRY).where(ENTRY.c.id.in_(ids))).all()
    begun = {row.id: row for row in firsts}
    return [
        Talk(r.conversation, begun[r.first].channel, r.at, r.turns, begun[r.first].question) for r in rows
    ]


def read_talk(engine: Engine, conversation: str, most: int) -> list[tuple[str, str]]:
    """Return the intents and masked words of a conversation's questions, the first of them first."""
    query = select(ENTRY.c.intent, ENTRY.c.question).where(
        ENTRY.c.conversation == conversation, ENTRY.c.question.is_not(None), ENTRY.c.intent.is_not(None)
    )
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(ENTRY.c.id).limit(most))]


def _latest(most: int):  # type: ignore[no-untyped-def]  # SQLAlchemy 1.4 has no types
    """The newest questions, so that no more rows than that are grouped."""
    asked = (ENTRY.c.question.is_not(None), ENTRY.c.intent.is_not(None))
    return select(ENTRY.c.id).where(*asked).order_by(ENTRY.c.at.desc()).limit(most)
