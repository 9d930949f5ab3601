"""Full-text search of the database: FTS5 with bm25 on SQLite, tsvector on PostgreSQL.

Citizens' words are quoted (SQLite) or bound (PostgreSQL) before they meet the query language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from bot.knowledge.record import Record
from bot.knowledge.stop_words import STOP_WORDS

COLUMN_WEIGHTS = "4.0, 3.0, 1.0, 1.0"  # title, keywords, summary, asks
_WORD = re.compile(r"[a-z0-9]+(?:['’‘`´][a-z0-9]+)*", re.IGNORECASE)
_CONTRACTION = re.compile(r"(^[a-z]+n['’‘`´]t|['’‘`´](s|d|m|ll|re|ve))$")
"""What tells nothing: all of "can't", the end of "driver's"; its letters would match every other one."""
MAX_WORDS = 24  # longer messages repeat themselves, and each word costs time

_INSERT_SQLITE = text(
    "INSERT INTO record_text (record_id, title, keywords, summary, asks) "
    "VALUES (:id, :title, :keywords, :summary, :asks)"
)
_INSERT_POSTGRESQL = text(
    "INSERT INTO record_text (record_id, words) VALUES (:id, "
    "setweight(to_tsvector('english', :title), 'A') || "
    "setweight(to_tsvector('english', :keywords), 'B') || "
    "setweight(to_tsvector('english', :summary), 'C') || "
    "setweight(to_tsvector('english', :asks), 'C'))"
)
_SEARCH_SQLITE = text(
    f"SELECT record_id, -bm25(record_text, 0.0, {COLUMN_WEIGHTS}) AS score FROM record_text "
    "WHERE record_text MATCH :query ORDER BY score DESC LIMIT :limit"
)


def index_text(session: Session, record: Record) -> None:
    """Add a record's words to the full-text index."""
    insert = _INSERT_SQLITE if session.get_bind().dialect.name == "sqlite" else _INSERT_POSTGRESQL
    names = [*record.keywords, *record.details.get("acronyms", ())]
    fields = {"title": record.title, "keywords": "; ".join(names), "summary": record.summary}
    session.execute(insert, {"id": record.id, "asks": "\n".join(record.asks), **fields})


def remove_text(session: Session, identity: str) -> None:
    """Take a record out of the full-text index."""
    session.execute(text("DELETE FROM record_text WHERE record_id = :id"), {"id": identity})


def words_of(text: str) -> list[str]:
    """The words of a text that may tell records apart, in lower case, each once."""
    words = (_CONTRACTION.sub("", word.lower()) for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in words if word and word not in STOP_WORDS))


def search_text(engine: Engine, words: Sequence[str], limit: int = 60) -> dict[str, float]:
    """Return the lexical score of the best matching records by id, best first; all scores are above 0.

    Args:
        engine: the database.
        words: as `words_of` gives them, the most telling first.
        limit: how many records at most.
    """
    words = words[:MAX_WORDS]
    if not words:
        return {}
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            query = " OR ".join(f'"{word}"' for word in words)
            rows = connection.execute(_SEARCH_SQLITE, {"query": query, "limit": limit})
            return {identity: score for identity, score in rows}
        return _search_postgresql(connection, words, limit)


def _search_postgresql(connection: Connection, words: Sequence[str], limit: int) -> dict[str, float]:
    names = [f"w{number}" for number in range(len(words))]
    query = " || ".join(f"plainto_tsquery('english', :{name})" for name in names)
    statement = text(
        f"SELECT record_id, ts_rank(words, query, 1) AS score FROM record_text, (SELECT {query} AS query) q "
        "WHERE words @@ query ORDER BY score DESC LIMIT :limit"
    )
    rows = connection.execute(statement, dict(zip(names, words), limit=limit))
    return {identity: float(score) for identity, score in rows}
