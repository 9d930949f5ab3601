"""The tables of switches and notices, in the database of the conversations (SQLAlchemy 1.4 core)."""

from __future__ import annotations

from sqlalchemy import Column, Float, MetaData, String, Table, Text

METADATA = MetaData()
SWITCH = Table(
    "switch",
    METADATA,
    Column("what", String(100), primary_key=True),
    Column("since", Float, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)
"""What is off: `service`, `channel:<name>`, `topic:<slug>`. Times are in seconds since 1970."""
NOTICE = Table(
    "public_notice",
    METADATA,
    Column("id", String(80), primary_key=True),
    Column("text", Text, nullable=False),
    Column("text_es", Text),
    Column("url", Text),
    Column("level", String(12), nullable=False),
    Column("counties", Text, nullable=False),
    Column("starts", Float),
    Column("ends", Float),
)
"""What everybody should read first; `counties` are slugs with blanks between, none for the state."""
