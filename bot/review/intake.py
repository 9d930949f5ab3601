"""Takes turns of the journal into the review: each by its wording, each new wording into its cluster.

Runs beside the console, in small passes; what a pass has taken is seen by the next one, of whichever process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.engine import Engine, Row

from bot.channels.base.tables import FEEDBACK
from bot.journal.tables import ENTRY
from bot.knowledge.database import insert_into
from bot.review.needing import CORRECTING, is_question, needs_review, sureness
from bot.review.tables import TURN, WORDING
from bot.review.wordings import Encode, know_wordings

Topics = Callable[[], Mapping[str, Sequence[str]]]
"""The topics of each record, by its id."""
BATCH = 200
LOOK_BACK = 2000
"""Entries: of two processes that write the journal, the one with the lower numbers may end later."""
VOTE_LAG_S = 60.0
_COLUMNS = (
    ENTRY.c.id, ENTRY.c.conversation, ENTRY.c.seq, ENTRY.c.at, ENTRY.c.channel, ENTRY.c.outcome,
    ENTRY.c.record, ENTRY.c.question, ENTRY.c.wording, sureness.label("sureness"),
)  # fmt: skip
_untaken = ~exists().where(TURN.c.entry == ENTRY.c.id)


class Intake:
    """What is taken from a journal.

    Args:
        engine: the database of the conversations.
        encode: the encoder; None when there is none, then every wording is a cluster by itself.
        topics: asked when turns are taken.
    """

    def __init__(self, engine: Engine, encode: Encode | None, topics: Topics) -> None:
        self._engine = engine
        self._encode = encode
        self._topics = topics
        self._seen = 0
        self._voted = 0.0

    def run(self) -> int:
        """Take all there is and return how many turns that were; raises SQLAlchemyError."""
        taken, since = 0, self._seen - LOOK_BACK
        while count := self._take_next():
            taken += count
        return taken + self._take_voted() + self._take_corrected(since)

    def _take_next(self) -> int:
        after = ENTRY.c.id > self._seen - LOOK_BACK
        query = select(*_COLUMNS).where(after, needs_review(), _untaken).order_by(ENTRY.c.id).limit(BATCH)
        with self._engine.connect() as connection:
            newest = connection.execute(select(func.max(ENTRY.c.id))).scalar_one() or 0
            rows = connection.execute(query).all()
        self._take(rows)
        self._seen = rows[-1].id if rows else newest
        return len(rows)

    def _take_voted(self) -> int:
        """Votes come after their turns, or change."""
        of_turn = (FEEDBACK.c.conversation == ENTRY.c.conversation) & (FEEDBACK.c.seq == ENTRY.c.seq)
        recent = select(FEEDBACK.c.vote, FEEDBACK.c.at.label("voted"), *_COLUMNS).join(ENTRY, of_turn)
        recent = recent.where(FEEDBACK.c.at > self._voted - VOTE_LAG_S)
        with self._engine.connect() as connection:
            down = recent.where(FEEDBACK.c.vote == "down", ENTRY.c.wording.is_not(None), _untaken)
            rows = connection.execute(down).all()
            votes = connection.execute(recent).all()
        for start in range(0, len(rows), BATCH):
            self._take(rows[start : start + BATCH])
        with self._engine.begin() as connection:
            for vote in votes:
                other = (TURN.c.entry == vote.id) & TURN.c.vote.is_distinct_from(vote.vote)
                connection.execute(update(TURN).where(other).values(vote=vote.vote))
        self._voted = max((vote.voted for vote in votes), default=self._voted)
        return len(rows)

    def _take_corrected(self, since: int) -> int:
        """The question before one that says it was no help."""
        corrected = self._find_corrected(since)
        for start in range(0, len(corrected), BATCH):
            these = corrected[start : start + BATCH]
            query = select(*_COLUMNS).where(ENTRY.c.id.in_(these), is_question, _untaken)
            with self._engine.connect() as connection:
                rows = connection.execute(query).all()
            self._take(rows)
            fresh = update(TURN).where(TURN.c.entry.in_(these), TURN.c.is_corrected.is_(False))
            with self._engine.begin() as connection:
                connection.execute(fresh.values(is_corrected=True))
        return len(corrected)

    def _find_corrected(self, since: int) -> list[int]:
        earlier = ENTRY.alias()
        of_same = earlier.c.conversation == ENTRY.c.conversation
        before = select(func.max(earlier.c.id)).where(of_same, earlier.c.id < ENTRY.c.id).scalar_subquery()
        query = select(before).where(ENTRY.c.id > since, ENTRY.c.intent.in_(CORRECTING))
        with self._engine.connect() as connection:
            return sorted(set(connection.execute(query).scalars()) - {None})

    def _take(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        known = know_wordings(self._engine, {row.wording: row.question for row in rows}, self._encode)
        topics = self._topics()
        with self._engine.begin() as connection:
            taken = [_turn(row, known[row.wording], topics) for row in rows]
            connection.execute(insert_into(self._engine, TURN).on_conflict_do_nothing(), taken)
            # A conversation may have been deleted since we read it.
            these = TURN.c.entry.in_([row.id for row in rows])
            connection.execute(delete(TURN).where(these, TURN.c.entry.not_in(select(ENTRY.c.id))))


def sweep(engine: Engine) -> None:
    """Remove what belongs to conversations and votes that are gone; between passes, now and then."""
    unvoted = ~exists().where(FEEDBACK.c.conversation == TURN.c.conversation, FEEDBACK.c.seq == TURN.c.seq)
    needed = select(ENTRY.c.id).where(needs_review())
    idle = (TURN.c.vote.is_(None), TURN.c.is_corrected.is_(False), TURN.c.entry.not_in(needed))
    with engine.begin() as connection:
        connection.execute(update(TURN).where(TURN.c.vote.is_not(None), unvoted).values(vote=None))
        connection.execute(delete(TURN).where(*idle))
        connection.execute(delete(TURN).where(TURN.c.entry.not_in(select(ENTRY.c.id))))
        connection.execute(delete(WORDING).where(~exists().where(TURN.c.wording == WORDING.c.id)))


def _turn(row: Row, wording: Row, topics: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    told = topics.get(row.record, ())
    return {
        "entry": row.id,
        "conversation": row.conversation,
        "seq": row.seq,
        "at": row.at,
        "channel": row.channel,
        "outcome": row.outcome,
        "sureness": row.sureness,
        "topics": f" {' '.join(told)} " if told else "",
        "is_corrected": False,
        "wording": wording.id,
        "cluster": wording.cluster,
        "decision": wording.decision,
    }
