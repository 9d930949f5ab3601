"""The table of Rasa's turns (SQLAlchemy 1.4 core); apart from the store, so that reading it needs no Rasa."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

TURN = Table(
    "turn",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender", String(200), nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("slots", Text, nullable=False),
    Column("events", Text, nullable=False),
)
"""`at` is in seconds since 1970, `slots` what they held before the turn, `events` what happened in it."""
