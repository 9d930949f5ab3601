"""Keeps web conversations: who may still talk, what was asked, and exactly what was shown.

Every process reads and writes the same rows, so that it does not matter which one a request reaches.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, delete, insert, literal, select, text, update
from sqlalchemy.engine import Engine, Row

from bot.channels.web.errors import WebError
from bot.channels.web.tables import CONVERSATION, FEEDBACK, TURN
from bot.engine.conversations import TURN as TRACKED

_KEPT = [column.name for column in TURN.c if column.name != "id"]
ID_BYTES = 16
ABANDONED_S = 20.0  # a process says every second that it is at work on a turn
MOST_ASKED = 500  # conversations in one statement


@dataclass(frozen=True)
class Question:
    """What a citizen asks. `shown` is None when nobody asked, `sent` what the assistant is given."""

    message: str
    shown: str | None
    sent: str


@dataclass(frozen=True)
class Turn:
    """A kept turn; `reply` is None until it is there."""

    conversation: str
    seq: int
    message: str
    at: float
    alive: float
    question: str | None
    sent: str
    reply: dict[str, Any] | None
    vote: str | None = None

    def is_abandoned(self) -> bool:
        """Whether the process that was at work on it seems to be gone."""
        return self.reply is None and time.time() - self.alive > ABANDONED_S

    def as_data(self) -> dict[str, Any]:
        """The Turn of the API."""
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.at))
        question = None if self.question is None else {"text": self.question}
        told = {"question": question, "reply": self.reply, "vote": self.vote}
        return {"seq": self.seq, "id": self.message, "at": at} | told


def sender_of(conversation: str) -> str:
    """What Rasa calls the citizen of a conversation."""
    return f"web-{conversation}"


class Conversations:
    """The conversations of a database.

    Args:
        engine: the database.
        idle_s: after so many seconds without a message, a conversation is over.
    """

    def __init__(self, engine: Engine, idle_s: float) -> None:
        self._engine = engine
        self._idle_s = idle_s

    def start(self) -> str:
        """Return the id of a new conversation."""
        conversation = secrets.token_hex(ID_BYTES)
        row = {"id": conversation, "seen": time.time(), "turns": 0, "changes": 0}
        with self._engine.begin() as connection:
            connection.execute(insert(CONVERSATION), row)
        return conversation

    def is_open(self, conversation: str) -> bool:
        """Whether it is there and not over."""
        query = select(CONVERSATION.c.seen).where(CONVERSATION.c.id == conversation)
        with self._engine.connect() as connection:
            seen = connection.execute(query).scalar()
        return seen is not None and seen > time.time() - self._idle_s

    def changes(self, conversations: Collection[str]) -> dict[str, int]:
        """Return, for each of these that is there, a number that grows with whatever there is to show."""
        asked, found = list(conversations), {}
        with self._engine.connect() as connection:
            for start in range(0, len(asked), MOST_ASKED):
                part = CONVERSATION.c.id.in_(asked[start : start + MOST_ASKED])
                rows = connection.execute(select(CONVERSATION.c.id, CONVERSATION.c.changes).where(part))
                found.update({row.id: row.changes for row in rows})
        return found

    def add(self, conversation: str, question: Question) -> tuple[Turn, bool]:
        """Keep a question as the next turn, and tell whether it is new: a retry gives the turn of the first.

        Raises WebError `unauthorized` when the conversation is gone, `conflict` when the message's id was
        used for something else.
        """
        now = time.time()
        count = {"turns": CONVERSATION.c.turns + 1, "changes": CONVERSATION.c.changes + 1, "seen": now}
        with self._engine.connect() as connection, connection.begin() as transaction:
            # The update comes first: it makes whoever adds to the same conversation wait.
            if not connection.execute(_of(conversation, update(CONVERSATION).values(count))).rowcount:
                raise WebError("unauthorized")
            known = _find(connection, conversation, TURN.c.message == question.message)
            if known:
                transaction.rollback()
                if known[0].sent != question.sent:
                    raise WebError("conflict")
                return known[0], False
            seq = connection.execute(_of(conversation, select(CONVERSATION.c.turns))).scalar_one()
            turn = Turn(conversation, seq, question.message, now, now, question.shown, question.sent, None)
            connection.execute(insert(TURN), {name: getattr(turn, name) for name in _KEPT})
        return turn, True

    def turn(self, conversation: str, seq: int) -> Turn | None:
        """Return one turn, if there is one."""
        with self._engine.connect() as connection:
            return next(iter(_find(connection, conversation, TURN.c.seq == seq)), None)

    def turns(self, conversation: str, after: int = 0) -> list[Turn]:
        """Return every turn behind this number, in order, those without a reply too."""
        with self._engine.connect() as connection:
            return _find(connection, conversation, TURN.c.seq > after)

    def is_next(self, turn: Turn) -> bool:
        """Whether every earlier turn has its reply, or lost whoever was at work on it."""
        query = (
            select(TURN.c.id)
            .where(TURN.c.conversation == turn.conversation, TURN.c.seq < turn.seq, TURN.c.reply.is_(None))
            .where(TURN.c.alive > time.time() - ABANDONED_S)
            .limit(1)
        )
        with self._engine.connect() as connection:
            return connection.execute(query).first() is None

    def keep_alive(self, turn: Turn) -> None:
        """Say that this process is still at work on the turn."""
        with self._engine.begin() as connection:
            connection.execute(_this(turn, update(TURN).values(alive=time.time())))

    def take_over(self, turn: Turn) -> bool:
        """Make an abandoned turn this process's own; False when another process did."""
        with self._engine.begin() as connection:
            claim = _this(turn, update(TURN).values(alive=time.time())).where(TURN.c.alive == turn.alive)
            return bool(connection.execute(claim.where(TURN.c.reply.is_(None))).rowcount)

    def finish(self, turn: Turn, reply: dict[str, Any]) -> Turn | None:
        """Keep a turn's reply unless it has one, and return the turn; None when it is gone."""
        grown = update(CONVERSATION).values(changes=CONVERSATION.c.changes + 1)
        with self._engine.begin() as connection:
            connection.execute(_of(turn.conversation, grown))
            kept = _this(turn, update(TURN).values(reply=json.dumps(reply))).where(TURN.c.reply.is_(None))
            connection.execute(kept)
        return self.turn(turn.conversation, turn.seq)

    def delete(self, conversation: str) -> None:
        """Remove all that there is of a conversation, in Rasa's turns too, and let nothing of it in files."""
        with self._engine.begin() as connection:
            # Its row goes first: whoever adds something holds it, and finds it gone afterwards.
            connection.execute(_of(conversation, delete(CONVERSATION)))
            connection.execute(delete(FEEDBACK).where(FEEDBACK.c.conversation == conversation))
            connection.execute(delete(TURN).where(TURN.c.conversation == conversation))
            connection.execute(delete(TRACKED).where(TRACKED.c.sender == sender_of(conversation)))
        if self._engine.dialect.name == "sqlite":
            # The log still holds what was written; `secure_delete` overwrites the pages themselves.
            with self._engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def delete_idle(self) -> int:
        """Remove every conversation that is over, and return how many.

        Also what Rasa kept of one that was deleted while a process died at work on it.
        """
        over = select(CONVERSATION.c.id).where(CONVERSATION.c.seen <= time.time() - self._idle_s)
        with self._engine.connect() as connection:
            idle = list(connection.execute(over).scalars())
        for conversation in idle:
            self.delete(conversation)
        senders = select(literal(sender_of("")).concat(CONVERSATION.c.id))
        of_ours = TRACKED.c.sender.like(sender_of("_" * 2 * ID_BYTES))
        with self._engine.begin() as connection:
            connection.execute(delete(TRACKED).where(of_ours, TRACKED.c.sender.not_in(senders)))
        return len(idle)


def _of(conversation: str, statement: Any) -> Any:
    return statement.where(CONVERSATION.c.id == conversation)


def _this(turn: Turn, statement: Any) -> Any:
    return statement.where(TURN.c.conversation == turn.conversation, TURN.c.seq == turn.seq)


def _find(connection: Any, conversation: str, condition: Any) -> list[Turn]:
    judged = and_(FEEDBACK.c.conversation == TURN.c.conversation, FEEDBACK.c.seq == TURN.c.seq)
    query = select(TURN, FEEDBACK.c.vote).outerjoin(FEEDBACK, judged)
    mine = query.where(TURN.c.conversation == conversation, condition).order_by(TURN.c.seq)
    rows: Iterable[Row] = connection.execute(mine)
    return [_turn(row) for row in rows]


def _turn(row: Row) -> Turn:
    values = {name: getattr(row, name) for name in Turn.__dataclass_fields__}
    return Turn(**values | {"reply": row.reply and json.loads(row.reply)})
