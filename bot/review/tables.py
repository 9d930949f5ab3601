"""The tables of the review, in the database of the conversations (SQLAlchemy 1.4 core).

There, because a decision and its entry in the audit log must be one transaction, and because a turn goes
with its conversation.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
WORDING = Table(
    "review_wording",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("hash", String(32), nullable=False, unique=True),
    Column("cluster", Integer, nullable=False, index=True),
    Column("vector", LargeBinary),
    Column("decision", Integer, index=True),
)
"""One question, however it is spelled out in capitals and punctuation (`journal_entry.wording`): its words
stand in the journal only, and go with it. `cluster` is the `id` of the wording that the cluster began with,
`vector` the encoder's in half precision, NULL without an encoder; `decision` what staff decided of it."""
_COUNTED = "wording outcome channel vote is_corrected sureness topics at entry".split()
TURN = Table(
    "review_turn",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("conversation", String(200), nullable=False, index=True),
    Column("seq", Integer),
    Column("at", Float, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("sureness", Float, nullable=False),
    Column("topics", Text, nullable=False),
    Column("vote", String(4)),
    Column("is_corrected", Boolean, nullable=False),
    Column("wording", Integer, nullable=False, index=True),
    Column("cluster", Integer, nullable=False),
    Column("decision", Integer),
    # Whoever counts what is open, cluster by cluster, reads nothing but the index.
    Index("review_turn_cluster", "decision", "cluster", *_COUNTED),
)
"""A turn of the journal (`entry` is its id) that staff should look at, with what it is found by; `topics` are
slugs of the record that was told, with a blank around each."""
DECISION = Table(
    "review_decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("who", String(120), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("undone_at", Float),
    Column("undone_by", String(120)),
)
"""What somebody decided of some wordings: `told` is JSON of what was chosen, `changes` a JSON list of the ids
of the pending changes that came of it."""
TICKET = Table(
    "gap_ticket",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("decision", Integer, index=True),
    Column("cluster", Integer),
    Column("opened", Float, nullable=False),
    Column("who", String(120), nullable=False),
    Column("agency", String(80), nullable=False),
    Column("note", Text, nullable=False),
    Column("due", String(10)),
    Column("status", String(12), nullable=False, index=True),
    Column("closed", Float),
    Column("closed_by", String(120)),
    Column("result", Text),
)
"""What an agency is asked to supply, in words of staff; `due` is a day, `status` open, closed, withdrawn."""
SAVED = Table(
    "review_filter",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("account", Integer, nullable=False),
    Column("name", String(60), nullable=False),
    Column("query", Text, nullable=False),
    UniqueConstraint("account", "name"),
)
"""A filter that somebody keeps for themselves; `query` as in the address of the page."""
WITHOUT_SHORTCUTS = Table(
    "review_without_shortcuts", METADATA, Column("account", Integer, primary_key=True, autoincrement=False)
)
"""Accounts that turned the keyboard shortcuts off."""
