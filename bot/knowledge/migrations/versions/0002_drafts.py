"""Drafts of records, and what the knowledge files last said of each."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create both tables; whatever is there by now came from the files."""
    op.create_table(
        "record_origin",
        sa.Column("id", sa.String(160), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
    )
    op.create_table(
        "record_draft",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("record", sa.String(160), nullable=False, index=True),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("state", sa.String(12), nullable=False, index=True),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("publish_at", sa.DateTime(timezone=True)),
        sa.Column("retire_at", sa.DateTime(timezone=True)),
        sa.Column("decided_by", sa.String(120)),
        sa.Column("decision", sa.Text),
        sa.Column("version", sa.Integer),
    )
    op.execute("INSERT INTO record_origin (id, fingerprint) SELECT id, fingerprint FROM record")


def downgrade() -> None:
    """Drop both."""
    op.drop_table("record_draft")
    op.drop_table("record_origin")
