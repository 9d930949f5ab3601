"""Keeps conversations whose messages have ids: who may still talk, what was asked, what was shown.

Every process reads and writes the same rows, so that it does not matter which one a request reaches.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.channels.base.answer import Refused
from bot.channels.base.tables import CONVERSATION, TURN
from bot.channels.base.turns import ABANDONED_S, Question, Turn, find_turns

_KEPT = [column.name for column in TURN.c if column.name != "id"]
ID_BYTES = 16
MOST_ASKED = 500  # conversations in one statement


class Conversations:
    """The conversations of a database.

    Args:
        engine: the database.
        idle_s: after so many seconds without a message, a conversation is over.
    """

    def __init__(self, engine: Engine, idle_s: float) -> None:
        self._engine = engine
        self._idle_s = idle_s

    def start(self, channel: str) -> str:
        """Return the id of a new conversation: the channel and what nobody can guess."""
        conversation = f"{channel}-{secrets.token_hex(ID_BYTES)}"
        self._open(conversation)
        return conversation

    def _open(self, conversation: str) -> None:
        row = {"id": conversation, "seen": time.time(), "turns": 0, "changes": 0}
        with self._engine.begin() as connection:
            connection.execute(insert(CONVERSATION), row)

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

    def find(self, conversation: str, message: str) -> Turn | None:
        """Return the turn of a message, if it came before."""
        with self._engine.connect() as connection:
            return next(iter(find_turns(connection, conversation, TURN.c.message == message)), None)

    def add(self, conversation: str, question: Question, opens: bool = False) -> tuple[Turn, bool]:
        """Keep a question as the next turn, and tell whether it is new: a retry gives the turn of the first.

        Args:
            conversation: whose it is.
            question: what is asked.
            opens: whether the first question makes the conversation.

        Raises Refused `gone` when there is no such conversation, `conflict` when the message's id was used
        for something else.
        """
        if opens and not self._is_there(conversation):
            with suppress(IntegrityError):  # another process was first
                self._open(conversation)
        now = time.time()
        count = {"turns": CONVERSATION.c.turns + 1, "changes": CONVERSATION.c.changes + 1, "seen": now}
        with self._engine.connect() as connection, connection.begin() as transaction:
            # The update comes first: it makes whoever adds to the same conversation wait.
            if not connection.execute(_of(conversation, update(CONVERSATION).values(count))).rowcount:
                raise Refused("gone")
            known = find_turns(connection, conversation, TURN.c.message == question.message)
            if known:
                transaction.rollback()
                if known[0].sent != question.sent:
                    raise Refused("conflict")
                return known[0], False
            seq = connection.execute(_of(conversation, select(CONVERSATION.c.turns))).scalar_one()
            turn = Turn(conversation, seq, question.message, now, now, question.shown, question.sent, None)
            connection.execute(insert(TURN), {name: getattr(turn, name) for name in _KEPT})
        return turn, True

    def _is_there(self, conversation: str) -> bool:
        with self._engine.connect() as connection:
            return connection.execute(_of(conversation, select(CONVERSATION.c.id))).first() is not None

    def turn(self, conversation: str, seq: int) -> Turn | None:
        """Return one turn, if there is one."""
        with self._engine.connect() as connection:
            return next(iter(find_turns(connection, conversation, TURN.c.seq == seq)), None)

    def turns(self, conversation: str, after: int = 0) -> list[Turn]:
        """Return every turn behind this number, in order, those without a reply too."""
        with self._engine.connect() as connection:
            return find_turns(connection, conversation, TURN.c.seq > after)

    def latest(self, conversation: str, before: str | None = None) -> Turn | None:
        """Return the last turn that has its reply, if there is one: what the citizen was told just now.

        Args:
            conversation: whose it is.
            before: a message that may have its turn already; what was told before it is meant.
        """
        mine, sent = TURN.c.conversation == conversation, TURN.alias()
        behind = select(sent.c.seq).where(sent.c.conversation == conversation, sent.c.message == before)
        answered = select(func.max(TURN.c.seq)).where(mine, TURN.c.reply.is_not(None))
        newest = answered.where(TURN.c.seq < func.coalesce(behind.scalar_subquery(), TURN.c.seq + 1))
        with self._engine.connect() as connection:
            return next(
                iter(find_turns(connection, conversation, TURN.c.seq == newest.scalar_subquery())), None
            )

    def is_next(self, turn: Turn) -> bool:
        """Whether every earlier turn has its reply, or lost whoever was at work on it."""
        now = time.time()
        query = (
            select(TURN.c.id)
            .where(TURN.c.conversation == turn.conversation, TURN.c.seq < turn.seq, TURN.c.reply.is_(None))
            .where(TURN.c.alive.between(now - ABANDONED_S, now + ABANDONED_S))
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


def _of(conversation: str, statement: Any) -> Any:
    return statement.where(CONVERSATION.c.id == conversation)


def _this(turn: Turn, statement: Any) -> Any:
    return statement.where(TURN.c.conversation == turn.conversation, TURN.c.seq == turn.seq)
