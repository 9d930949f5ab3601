"""Made-up records are valid, always the same, as many as asked, and found by their vectors' hashes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from bot.bench.scale.crowd import Crowd, Real
from bot.bench.scale.synthetic import Maker
from bot.encoder import NAME, Reading
from bot.knowledge.database import open_database
from bot.knowledge.record import Record
from bot.knowledge.schema import parse_record
from bot.knowledge.search.index import passages_of
from bot.knowledge.search.lexical import search_text
from bot.knowledge.search.readings import ReadingCache
from bot.knowledge.store import Store
from tests.fakes import FakeEncoder

RECORDS = (
    Record(
        "service:tag", "Renew a car tag", "Tags are renewed every year.", asks=("How do I renew my tag?",)
    ),
    Record("topic:water", "Water", "Rivers, lakes and wells.", keywords=("well", "river"), topics=("water",)),
)


@pytest.fixture
def real() -> Real:
    texts = list(dict.fromkeys(text for record in RECORDS for text in passages_of(record)))
    return Real(RECORDS, texts, FakeEncoder().read(texts))


@pytest.fixture
def crowd(real: Real, tmp_path: Path) -> Crowd:
    return Crowd(f"sqlite:///{tmp_path}/crowd.db", real, lambda what, done, total: None)


def test_a_made_up_record_is_a_valid_service_of_ten_passages(real: Real) -> None:
    record = Maker(RECORDS, real.readings).make(7).record
    parsed = parse_record(record.as_data(), record.asks)
    assert parsed == record and record.type == "service"
    assert len(passages_of(record)) == 10


def test_the_same_number_makes_the_same_record(real: Real) -> None:
    one, other = Maker(RECORDS, real.readings).make(7), Maker(RECORDS, real.readings).make(7)
    assert one.record == other.record != Maker(RECORDS, real.readings).make(8).record
    assert all(np.array_equal(other.readings[key].layers, r.layers) for key, r in one.readings.items())


def test_vectors_are_of_unit_length_and_near_each_other(real: Real) -> None:
    made = Maker(RECORDS, real.readings).make(7).readings.values()
    vectors = np.stack([reading.vector for reading in made])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.mean(vectors @ vectors.T) > 0.5


def test_the_database_grows_to_as_many_as_asked(crowd: Crowd) -> None:
    assert crowd.records == 2
    crowd.grow(20)
    crowd.grow(30)
    records = Store(open_database(crowd.url)).all()
    assert len(records) == crowd.records == 30
    assert [record.id for record in records[:3]] == ["service:tag", "topic:water", "service:synthetic-2"]
    assert crowd.passages == sum(len(passages_of(record)) for record in records)


def test_every_vector_and_text_is_found(crowd: Crowd, real: Real) -> None:
    crowd.grow(20)
    engine = open_database(crowd.url)

    def read(texts: object) -> list[Reading]:
        raise AssertionError(f"not found: {texts}")

    passages = [text for record in Store(engine).all() for text in passages_of(record)]
    vectors = ReadingCache(engine, read, name=NAME).vectors(passages)
    assert np.allclose(vectors[0], real.readings[0].vector, atol=1e-3)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM record_text")).scalar_one() == 20
    assert len(search_text(engine, ["renew"])) > 1
