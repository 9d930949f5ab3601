"""The tables of the handoff, in the database of the conversations (SQLAlchemy 1.4 core)."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

METADATA = MetaData()
HANDOFF = Table(
    "handoff",
    METADATA,
    Column("sender", String(200), primary_key=True),
    Column("channel", String(40), nullable=False),
    Column("owner", String(8), nullable=False, index=True),
    Column("agent", Text),
    Column("since", Float, nullable=False),
    Column("asking", String(12)),
    Column("draft", Text),
)
"""Who owns a conversation (`bot`, `queued`, `agent`, `closed`; without a row the bot), since when.

`asking` is what the front door has asked (`deletion`, `name`, `reach`), `draft` the answers, encrypted.
Times are in seconds since 1970.
"""
PICKUP = Table(
    "handoff_pickup",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False, index=True),
    Column("waited", Float, nullable=False),
)
"""How long somebody waited (seconds) until a person came; whoever it was is not kept."""
AGENT = Table(
    "agent",
    METADATA,
    Column("name", String(80), primary_key=True),
    Column("seen", Float, nullable=False),
)
"""When each agent's program last asked for anything."""
CONTACT_REQUEST = Table(
    "contact_request",
    METADATA,
    Column("reference", String(16), primary_key=True),
    Column("sender", String(200), index=True),
    Column("at", Float, nullable=False),
    Column("body", Text, nullable=False),
    Column("done_by", Text),
)
"""Somebody wants to be called: `body` is encrypted; `sender` goes when the conversation is deleted."""
OUTBOX = Table(
    "webhook_outbox",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("at", Float, nullable=False),
    Column("due", Float, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
"""What the help desk is told, until it has taken it."""
