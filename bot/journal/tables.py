"""The table of the journal, in the database of the conversations (SQLAlchemy 1.4 core)."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()
ENTRY = Table(
    "journal_entry",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(200), nullable=False, index=True),
    Column("seq", Integer),
    Column("at", Float, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("intent", String(80)),
    Column("confidence", Float, nullable=False),
    Column("score", Float),
    Column("record", String(160)),
    Column("records", Text, nullable=False),
    Column("question", Text),
    Column("wording", String(32)),
    Column("answer", Text, nullable=False),
    # Whoever counts needs nothing but the index.
    Index("journal_entry_count", "at", "outcome", "channel"),
    Index("journal_entry_outcome", "outcome", "at"),
    Index("journal_entry_record", "record", "at"),
    Index("journal_entry_wording", "wording", "at"),
)
"""What was asked (masked) and answered, when (seconds since 1970), and what decided it.

`seq` is the turn's number where the channel has message ids; with it `feedback` holds the vote. `records`
are ids with blanks between, `record` is the first of them. `wording` is the same for the same words, however
they are spelled out in capitals, blanks, and punctuation.
"""
