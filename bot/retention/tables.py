"""The table of holds, in the database of the conversations (SQLAlchemy 1.4 core)."""

from __future__ import annotations

from sqlalchemy import Column, Float, MetaData, String, Table, Text

METADATA = MetaData()
HOLD = Table(
    "hold",
    METADATA,
    Column("sender", String(200), primary_key=True),
    Column("since", Float, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)
"""Conversations, by Rasa's sender, that must be kept; `since` is in seconds since 1970."""
