"""What is kept of conversations beside Rasa's turns, in the same database (SQLAlchemy 1.4 core)."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()
SENDER, MESSAGE = 200, 255  # characters
CONVERSATION = Table(
    "conversation",
    METADATA,
    Column("id", String(SENDER), primary_key=True),
    Column("seen", Float, nullable=False, index=True),
    Column("turns", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
)
"""`id` is Rasa's sender, `seen` is when the last message came, `turns` its number;
`changes` grows with all there is to show.
"""
TURN = Table(
    "kept_turn",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(SENDER), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("message", String(MESSAGE), nullable=False),
    Column("at", Float, nullable=False),
    Column("alive", Float, nullable=False),
    Column("question", Text),
    Column("sent", Text, nullable=False),
    Column("reply", Text),
    UniqueConstraint("conversation", "seq"),
    UniqueConstraint("conversation", "message"),
)
"""Exactly what was shown: `question` in the citizen's words, `reply` as JSON, NULL until it is there.

`message` is the channel's own id, `sent` what the assistant was given, `alive` when a process last said that
it is at work on it. Times are in seconds since 1970.
"""
FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(SENDER), nullable=False),
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
COUNT = Table(
    "message_count",
    METADATA,
    Column("minute", Integer, primary_key=True),
    Column("who", String(32), primary_key=True),
    Column("count", Integer, nullable=False),
)
"""How much of a limit was used in a minute since 1970; `who` is a keyed hash, so that no address is kept."""
HINT = Table(
    "given_hint",
    METADATA,
    Column("conversation", String(SENDER), primary_key=True),
    Column("hint", String(40), primary_key=True),
)
"""What a citizen was told once in a conversation and need not be told again."""
RECIPIENT = Table(
    "recipient",
    METADATA,
    Column("sender", String(SENDER), primary_key=True),
    Column("until", Float, nullable=False, index=True),
    Column("body", Text),
)
"""How a vendor calls the citizen of a conversation, encrypted; NULL for one who left it.

`until` (seconds since 1970) is how long that is kept.
"""
