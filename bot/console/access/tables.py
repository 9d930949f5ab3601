"""The tables of the console's accounts, in the database of the conversations (SQLAlchemy 1.4 core).

There, because a change and its entry in the audit log must be one transaction.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()
ACCOUNT = Table(
    "staff_account",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("shown", String(120), nullable=False),
    Column("roles", String(200), nullable=False),
    Column("password", Text),
    Column("must_change", Boolean, nullable=False),
    Column("code_secret", Text),
    Column("code_step", Integer),
    Column("issuer", String(255)),
    Column("subject", String(255)),
    Column("is_disabled", Boolean, nullable=False),
    Column("signed_in", Float),
    UniqueConstraint("issuer", "subject"),
)
"""`password` is an Argon2id hash, `code_secret` encrypted, `code_step` the last time step of a code that was
taken, `issuer` and `subject` who the single sign-on says it is, `signed_in` in seconds since 1970."""
SESSION = Table(
    "staff_session",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("account", Integer, nullable=False, index=True),
    Column("is_open", Boolean, nullable=False),
    Column("began", Float, nullable=False),
    Column("seen", Float, nullable=False),
    Column("browser", String(120), nullable=False),
)
"""`id` is the SHA-256 of the token, which only the browser has; not `is_open` until the code is given."""
ATTEMPT = Table(
    "staff_attempt",
    METADATA,
    Column("who", String(32), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("until", Float, nullable=False),
)
"""Attempts to sign in for a name or from an address, by a keyed hash; none is heard before `until`."""
