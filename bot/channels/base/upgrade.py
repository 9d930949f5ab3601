"""Takes over what an earlier version kept of web conversations, so that none of it is lost or left behind."""

from __future__ import annotations

from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

_COLUMNS = {
    "conversation": ("web_conversation", "id", "seen, turns, changes"),
    "kept_turn": ("web_turn", "conversation", "seq, message, at, alive, question, sent, reply"),
    "feedback": ("web_feedback", "conversation", "seq, at, vote, comment, record, score, outcome"),
}
"""By table: the one it replaces, its column with the conversation, which lacks the channel, and the rest."""


def take_over(engine: Engine) -> None:
    """Move the rows of the earlier tables into today's, and drop those; a second call finds none."""
    there = set(inspect(engine).get_table_names())
    if not all(old in there for old, _, _ in _COLUMNS.values()):
        return
    with engine.begin() as connection:
        for table, (old, name, rest) in _COLUMNS.items():
            rows = f"SELECT 'web-' || {name}, {rest} FROM {old}"
            connection.execute(text(f"INSERT INTO {table} ({name}, {rest}) {rows}"))
            connection.execute(text(f"DROP TABLE {old}"))
