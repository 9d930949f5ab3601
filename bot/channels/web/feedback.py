"""Keeps what citizens think of a reply, with what it had answered, for staff to read."""

from __future__ import annotations

import time

from sqlalchemy import delete, insert, update
from sqlalchemy.engine import Engine

from bot.channels.base.tables import CONVERSATION, FEEDBACK
from bot.channels.base.turns import Turn
from bot.channels.web.errors import WebError

VOTES = ("up", "down")
MOST_COMMENT = 500  # characters


def save_feedback(engine: Engine, turn: Turn, vote: str | None, comment: str | None) -> None:
    """Keep a vote and a comment on a turn instead of earlier ones; with neither, take them back.

    Raises WebError `unauthorized` when the conversation was deleted meanwhile.
    """
    reply = turn.reply or {}
    cards = reply.get("cards") or [{}]
    mine = (FEEDBACK.c.conversation == turn.conversation, FEEDBACK.c.seq == turn.seq)
    row = {
        "conversation": turn.conversation,
        "seq": turn.seq,
        "at": time.time(),
        "vote": vote,
        "comment": comment,
        "record": cards[0].get("record"),
        "score": reply.get("score"),
        "outcome": reply.get("outcome", "error"),
    }
    of_conversation = update(CONVERSATION).where(CONVERSATION.c.id == turn.conversation)
    with engine.begin() as connection:
        if not connection.execute(of_conversation.values(changes=CONVERSATION.c.changes + 1)).rowcount:
            raise WebError("unauthorized")
        connection.execute(delete(FEEDBACK).where(*mine))
        if vote or comment:
            connection.execute(insert(FEEDBACK), row)
