"""Records, their versions, vectors, the change counter, and the full-text index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table of the first release."""
    op.create_table(
        "record",
        sa.Column("id", sa.String(160), primary_key=True),
        sa.Column("type", sa.String(16), nullable=False, index=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        *[sa.Column(name, sa.JSON, nullable=False) for name in ("details", "topics", "audience")],
        *[sa.Column(name, sa.JSON, nullable=False) for name in ("keywords", "asks")],
        sa.Column("agency", sa.String(80), index=True),
        sa.Column("county", sa.String(80), index=True),
        sa.Column("source", sa.JSON),
        sa.Column("checked", sa.Boolean, nullable=False),
        sa.Column("verified_on", sa.Date),
        sa.Column("review_by", sa.Date),
        sa.Column("status", sa.String(12), nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_table(
        "record_version",
        sa.Column("id", sa.String(160), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "vector",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    revisions = op.create_table(
        "revision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.bulk_insert(revisions, [{"id": 1, "number": 0}])
    _create_text_index()


def _create_text_index() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE record_text USING fts5("
            "record_id UNINDEXED, title, keywords, summary, asks, tokenize='porter unicode61')"
        )
        return
    op.create_table(
        "record_text",
        sa.Column("record_id", sa.String(160), primary_key=True),
        sa.Column("words", sa.dialects.postgresql.TSVECTOR, nullable=False),
    )
    op.create_index("record_text_words", "record_text", ["words"], postgresql_using="gin")


def downgrade() -> None:
    """Drop everything."""
    for table in ("record_text", "revision", "vector", "record_version", "record"):
        op.drop_table(table)
