"""One cluster: its wordings, and its latest turns, as the journal kept them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.engine import Connection, Engine, Row

from bot.channels.base.tables import FEEDBACK
from bot.journal.tables import ENTRY
from bot.review.tables import DECISION, TURN, WORDING

MOST_WORDINGS = 50
MOST_TURNS = 10


@dataclass(frozen=True)
class Wording:
    """Questions of the same words, as the newest was spelled."""

    id: int
    question: str
    turns: int
    seen: float
    decision: int | None
    kind: str | None
    """What was decided."""


@dataclass(frozen=True)
class Turn:
    """One turn, what was answered, and what the citizen thought of it."""

    entry: int
    conversation: str
    at: float
    channel: str
    outcome: str
    question: str
    answer: str
    intent: str | None
    confidence: float
    score: float | None
    records: tuple[str, ...]
    vote: str | None
    comment: str | None
    is_corrected: bool


@dataclass(frozen=True)
class Detail:
    """A cluster with all that is shown of it."""

    number: int
    turns: int
    wordings: tuple[Wording, ...]
    """The most frequent first; what is open comes before what is decided."""
    more_wordings: int
    latest: tuple[Turn, ...]

    @property
    def is_open(self) -> bool:
        """Whether something is left to decide."""
        return any(wording.decision is None for wording in self.wordings)


def read_cluster(engine: Engine, number: int) -> Detail | None:
    """Return a cluster; None when nothing is left of it."""
    with engine.connect() as connection:
        rows = _count_wordings(connection, number)
        if not rows:
            return None
        words = _read_words(connection, [row.entry for row in rows[:MOST_WORDINGS]])
        turns = _read_turns(connection, number)
    wordings = tuple(
        Wording(row.id, words.get(row.entry, ""), row.turns, row.seen, row.decision, row.kind)
        for row in rows[:MOST_WORDINGS]
    )
    total = sum(row.turns for row in rows)
    return Detail(number, total, wordings, max(0, len(rows) - MOST_WORDINGS), turns)


def _count_wordings(connection: Connection, number: int) -> Sequence[Row]:
    count = func.count().label("turns")
    newest = (func.max(TURN.c.entry).label("entry"), func.max(TURN.c.at).label("seen"))
    counted = select(TURN.c.wording, count, *newest).where(TURN.c.cluster == number).group_by(TURN.c.wording)
    counts = counted.subquery()
    query = (
        select(
            WORDING.c.id, WORDING.c.decision, DECISION.c.kind, counts.c.turns, counts.c.entry, counts.c.seen
        )
        .join(counts, counts.c.wording == WORDING.c.id)
        .outerjoin(DECISION, DECISION.c.id == WORDING.c.decision)
        .order_by(WORDING.c.decision.is_not(None), counts.c.turns.desc(), WORDING.c.id)
    )
    found: Sequence[Row] = connection.execute(query).all()
    return found


def _read_words(connection: Connection, entries: Sequence[int]) -> Mapping[int, str]:
    query = select(ENTRY.c.id, ENTRY.c.question).where(ENTRY.c.id.in_(entries))
    return {row.id: row.question for row in connection.execute(query)}


def _read_turns(connection: Connection, number: int) -> tuple[Turn, ...]:
    latest = select(TURN.c.entry, TURN.c.is_corrected, TURN.c.vote).where(TURN.c.cluster == number)
    latest = latest.order_by(TURN.c.at.desc()).limit(MOST_TURNS)
    marks = latest.subquery()
    of_turn = and_(FEEDBACK.c.conversation == ENTRY.c.conversation, FEEDBACK.c.seq == ENTRY.c.seq)
    query = (
        select(ENTRY, marks.c.is_corrected, marks.c.vote, FEEDBACK.c.comment)
        .join(marks, marks.c.entry == ENTRY.c.id)
        .outerjoin(FEEDBACK, of_turn)
        .order_by(ENTRY.c.at.desc())
    )
    return tuple(_turn(row) for row in connection.execute(query))


def _turn(row: Row) -> Turn:
    return Turn(
        entry=row.id,
        conversation=row.conversation,
        at=row.at,
        channel=row.channel,
        outcome=row.outcome,
        question=row.question,
        answer=row.answer,
        intent=row.intent,
        confidence=row.confidence,
        score=row.score,
        records=tuple(row.records.split()),
        vote=row.vote,
        comment=row.comment,
        is_corrected=bool(row.is_corrected),
    )
