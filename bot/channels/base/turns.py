"""A message and its reply as they are kept: one row, which every process reads and writes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.engine import Row

from bot.channels.base.tables import FEEDBACK, TURN

ABANDONED_S = 20.0  # a process says every second that it is at work on a turn


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
        # A sign of life from the future was given before the clock was set back.
        return self.reply is None and abs(time.time() - self.alive) > ABANDONED_S

    @classmethod
    def unkept(cls, conversation: str, message: str, question: str, reply: dict[str, Any]) -> Turn:
        """A turn of which nothing could be kept, not even its number."""
        now = time.time()
        return cls(conversation, 0, message, now, now, question, question, reply)

    def as_data(self) -> dict[str, Any]:
        """The Turn of the API."""
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.at))
        question = None if self.question is None else {"text": self.question}
        told = {"question": question, "reply": self.reply, "vote": self.vote}
        return {"seq": self.seq, "id": self.message, "at": at} | told


def find_turns(connection: Any, conversation: str, condition: Any) -> list[Turn]:
    """Return the turns of a conversation that meet the condition, in order, each with its vote."""
    judged = and_(FEEDBACK.c.conversation == TURN.c.conversation, FEEDBACK.c.seq == TURN.c.seq)
    query = select(TURN, FEEDBACK.c.vote).outerjoin(FEEDBACK, judged)
    mine = query.where(TURN.c.conversation == conversation, condition).order_by(TURN.c.seq)
    rows: Iterable[Row] = connection.execute(mine)
    return [_turn(row) for row in rows]


def _turn(row: Row) -> Turn:
    values = {name: getattr(row, name) for name in Turn.__dataclass_fields__}
    return Turn(**values | {"reply": row.reply and json.loads(row.reply)})
