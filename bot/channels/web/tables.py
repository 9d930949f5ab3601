"""The web channel's tables, in the database of the conversations (SQLAlchemy 1.4 core)."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()
CONVERSATION = Table(
    "web_conversation",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("seen", Float, nullable=False, index=True),
    Column("turns", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
)
"""`seen` is when the last message came, `turns` its number; `changes` grows with all there is to show."""
TURN = Table(
    "web_turn",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(32), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("message", String(64), nullable=False),
    Column("at", Float, nullable=False),
    Column("alive", Float, nullable=False),
    Column("question", Text),
    Column("sent", Text, nullable=False),
    Column("reply", Text),
    UniqueConstraint("conversation", "seq"),
    UniqueConstraint("conversation", "message"),
)
"""Exactly what was shown: `question` in the citizen's words, `reply` as JSON, NULL until it is there.

`message` is the client's own id, `sent` what the assistant was given, `alive` when a process last said that
it is at work on it. Times are in seconds since 1970.
"""
FEEDBACK = Table(
    "web_feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(32), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("vote", String(4)),
    Column("comment", Text),
    Column("record", String(160)),
    Column("score", Float),
    Column("outcome", String(16), nullable=False),
    UniqueConstraint("conversation", "seq"),
)
"""A citizen's vote (`up`, `down`) and words on a turn, with what the turn had answered."""
