"""A throw-away database that grows: the real records first, then made-up ones until there are enough.

The made-up ones are put in by the thousand, without versions, which only answers of the past need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.bench.scale.synthetic import Maker, Synthetic
from bot.encoder import NAME, Reading
from bot.errors import DatabaseError
from bot.knowledge.database import migrate, open_database
from bot.knowledge.record import Record
from bot.knowledge.search.index import passages_of
from bot.knowledge.search.lexical import index_text
from bot.knowledge.search.readings import hash_of
from bot.knowledge.store import Store, row_values
from bot.knowledge.tables import RecordRow, VectorRow
from bot.knowledge.wiring import open_cache, open_store
from bot.settings import Settings

BATCH = 1000  # records a transaction


@dataclass(frozen=True)
class Real:
    """The published records, the texts of their passages (each once), and their readings."""

    records: Sequence[Record]
    texts: Sequence[str]
    readings: Sequence[Reading]


def read_real(settings: Settings) -> Real:
    """Return what the configured database publishes; raises DatabaseError when that is nothing."""
    store = open_store(settings)
    records = store.all()
    if not records:
        raise DatabaseError("bench scale: the database holds no knowledge; run 'make setup'")
    texts = list(dict.fromkeys(text for record in records for text in passages_of(record)))
    return Real(records, texts, open_cache(settings, store).readings(texts))


class Crowd:
    """The records at a database's address, the real ones at first.

    Args:
        url: the address of an SQLite database that is not there yet.
        report: called with (what, done, total) while it grows.
    """

    def __init__(self, url: str, real: Real, report: Callable[[str, int, int], None]) -> None:
        self.url = url
        self.records = len(real.records)
        self.passages = sum(len(passages_of(record)) for record in real.records)
        self._engine = open_database(url)
        self._maker = Maker(real.records, real.readings)
        self._report = report
        migrate(self._engine)
        Store(self._engine).save_all(real.records)
        with Session(self._engine, future=True) as session, session.begin():
            _add_readings(session, dict(zip(real.texts, real.readings, strict=True)))

    def grow(self, records: int) -> None:
        """Add made-up records until there are so many in all."""
        while self.records < records:
            last = min(records, self.records + BATCH)
            made = [self._maker.make(number) for number in range(self.records, last)]
            with Session(self._engine, future=True) as session, session.begin():
                _add(session, made, self.records)
            self.passages += sum(len(passages_of(each.record)) for each in made)
            self.records = last
            self._report("records", last, records)

    def close(self) -> None:
        """Let the database's file go."""
        self._engine.dispose()


def _add(session: Session, made: Sequence[Synthetic], first: int) -> None:
    rows = [row_values(each.record, first + place) for place, each in enumerate(made)]
    session.execute(insert(RecordRow), rows)
    for each in made:
        index_text(session, each.record)
    _add_readings(session, {text: reading for each in made for text, reading in each.readings.items()})


def _add_readings(session: Session, readings: Mapping[str, Reading]) -> None:
    """Put them in under their hashes; a text that an earlier record said too keeps its first reading."""
    rows = [{"hash": hash_of(NAME, text), "data": r.to_bytes()} for text, r in readings.items()]
    session.execute(insert(VectorRow).prefix_with("OR IGNORE"), rows)
