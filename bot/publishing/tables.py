"""The tables of training and publishing, in the database of the conversations (SQLAlchemy 1.4 core).

There, because a publication and its entry in the audit log must be one transaction.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, String, Table, Text

METADATA = MetaData()
JOB = Table(
    "publishing_job",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("model", Integer),
    Column("author", String(120), nullable=False),
    Column("why", Text, nullable=False),
    Column("asked_at", Float, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("began_at", Float),
    Column("ended_at", Float),
    Column("beat_at", Float),
    Column("must_end", Boolean, nullable=False),
    Column("step", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
)
"""Work for the worker. `model` is the one it makes or tests; `beat_at` the worker's last sign of life; times
are seconds since 1970; `done` of `total` belongs to the step."""
LINE = Table(
    "publishing_line",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("job", Integer, nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("text", Text, nullable=False),
)
"""What a job told while it ran."""
MODEL = Table(
    "publishing_model",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("source", String(16), nullable=False),
    Column("made_at", Float, nullable=False),
    Column("author", String(120), nullable=False),
    Column("why", Text, nullable=False),
    Column("contributors", Text, nullable=False),
    Column("commit", String(64)),
    Column("knowledge", String(64)),
    Column("ingredients", String(64), nullable=False),
    Column("code", String(64), nullable=False),
    Column("report", Text),
    Column("approved_by", String(120)),
    Column("approved_at", Float),
    Column("approved_why", Text),
    Column("is_kept", Boolean, nullable=False),
)
"""A trained model. `digest` is the SHA-256 of its file, `ingredients` that of all it was made from, `code`
that of the program that trained it; `contributors` are names, one a line; `report` is JSON."""
EVALUATION = Table(
    "publishing_evaluation",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("questions", String(64), primary_key=True),
    Column("knowledge", String(64), primary_key=True),
    Column("at", Float, nullable=False),
    Column("results", Text, nullable=False),
)
"""What a model replied to each question; for other questions or other knowledge it is asked anew."""
PUBLICATION = Table(
    "publishing_publication",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("model", Integer, nullable=False),
    Column("before", Integer),
    Column("kind", String(16), nullable=False),
    Column("at", Float, nullable=False),
    Column("who", String(120), nullable=False),
    Column("why", Text, nullable=False),
    Column("watch", String(16), nullable=False),
    Column("told", Text, nullable=False),
)
"""The history: rows are only added. `before` is the model that was live before; `watch` tells how the first
minutes went, `told` with which figures."""
LIVE = Table(
    "publishing_live",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("publication", Integer),
    Column("turns", Integer, nullable=False),
)
"""One row: what is live, None for the model of the checkout. Whoever changes something updates it first
(`turns` counts that), which makes all others wait."""
SCHEDULE = Table(
    "publishing_schedule",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("is_on", Boolean, nullable=False),
    Column("at", String(5), nullable=False),
    Column("who", String(120), nullable=False),
    Column("changed_at", Float),
    Column("ran_on", String(10), nullable=False),
)
"""One row: whether, and when in the state's time (`hh:mm`), the drafts are trained and tested each night."""
