"""Conversations of the version before are there after the upgrade, and their old tables are gone."""

from __future__ import annotations

from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

from bot.channels.base.conversations import Conversations
from bot.channels.base.tables import METADATA
from bot.channels.base.turns import Question
from bot.channels.base.upgrade import take_over
from bot.knowledge.database import make_tables

BEFORE = (
    "CREATE TABLE web_conversation (id VARCHAR(32) PRIMARY KEY, seen FLOAT, turns INTEGER, changes INTEGER)",
    "CREATE TABLE web_turn (id INTEGER PRIMARY KEY, conversation VARCHAR(32), seq INTEGER, message TEXT,"
    " at FLOAT, alive FLOAT, question TEXT, sent TEXT, reply TEXT)",
    "CREATE TABLE web_feedback (id INTEGER PRIMARY KEY, conversation VARCHAR(32), seq INTEGER,"
    " at FLOAT, vote VARCHAR(4), comment TEXT, record VARCHAR(160), score FLOAT, outcome VARCHAR(16))",
    "INSERT INTO web_conversation VALUES ('abc', 4000000000.0, 1, 2)",
    "INSERT INTO web_turn VALUES (1, 'abc', 1, 'message-1', 1.0, 1.0, 'hi', 'hi',"
    ' \'{"outcome": "answer"}\')',
    "INSERT INTO web_feedback VALUES (1, 'abc', 1, 1.0, 'up', NULL, NULL, NULL, 'answer')",
)


def test_what_was_kept_before_is_taken_over(engine: Engine) -> None:
    with engine.begin() as connection:
        for statement in BEFORE:
            connection.execute(text(statement.replace(":", r"\:")))
    make_tables(engine, METADATA)
    for _ in range(2):
        take_over(engine)
    conversations = Conversations(engine, idle_s=1000.0)
    (turn,) = conversations.turns("web-abc")
    assert (turn.question, turn.vote, turn.reply) == ("hi", "up", {"outcome": "answer"})
    assert conversations.is_open("web-abc")
    added, _ = conversations.add("web-abc", Question("message-2", "more", "more"))
    assert added.seq == 2
    assert not [name for name in inspect(engine).get_table_names() if name.startswith("web_")]
