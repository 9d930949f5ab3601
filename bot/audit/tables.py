"""The tables of the audit log, in the database of the conversations (SQLAlchemy 1.4 core)."""

from __future__ import annotations

from sqlalchemy import DDL, Column, Integer, MetaData, String, Table, Text, event

METADATA = MetaData()
ENTRY = Table(
    "audit_entry",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
)
"""`at` is UTC as ISO 8601, `details` a JSON object, exactly as hashed; `previous` is the hash before."""
HEAD = Table(
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One row, the newest entry: whoever appends updates it first, which makes all others wait."""

# The database itself refuses what is not appending, so that it takes more than a slip to change an entry.
_SQLITE = """
CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are only added'); END
"""
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are only added'; END $$;
CREATE TRIGGER audit_entry_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()
"""
for _verb in ("update", "delete"):
    event.listen(ENTRY, "after_create", DDL(_SQLITE.format(verb=_verb)).execute_if(dialect="sqlite"))
event.listen(ENTRY, "after_create", DDL(_POSTGRESQL).execute_if(dialect="postgresql"))
