"""The web channel's own table, in the database of the conversations (SQLAlchemy 1.4 core)."""

from __future__ import annotations

from sqlalchemy import Column, Float, MetaData, String, Table, Text

METADATA = MetaData()
NOTICE = Table(
    "notice",
    METADATA,
    Column("id", String(80), primary_key=True),
    Column("text", Text, nullable=False),
    Column("url", Text),
    Column("level", String(12), nullable=False),
    Column("counties", Text, nullable=False, server_default=""),
    Column("starts", Float),
    Column("ends", Float),
)
"""What everybody should read first; `counties` are slugs with blanks between them, none for the state."""
