"""The reading cache: a text is encoded once for good, by each encoder for itself."""

from __future__ import annotations

import numpy as np
from sqlalchemy import func, select

from bot.knowledge.search.readings import ENCODE_BATCH, READ_BATCH, ReadingCache
from bot.knowledge.store import Store
from bot.knowledge.tables import VectorRow
from tests.fakes import WIDTH, FakeEncoder, OvertakenEncoder


def rows(store: Store) -> int:
    with store.engine.connect() as connection:
        return int(connection.execute(select(func.count(VectorRow.hash))).scalar_one())


def test_only_unseen_texts_are_encoded(store: Store) -> None:
    encoder = FakeEncoder()
    cache = ReadingCache(store.engine, encoder.read, name="one")
    cache.vectors(["boat", "fish"])
    cache.vectors(["fish", "road", "boat"])
    assert encoder.encoded == ["boat", "fish", "road"]


def test_a_text_given_twice_is_encoded_once(store: Store) -> None:
    encoder = FakeEncoder()
    found = ReadingCache(store.engine, encoder.read, name="one").vectors(["boat", "fish", "boat"])
    assert encoder.encoded == ["boat", "fish"]
    assert (found[0] == found[2]).all()


def test_vectors_come_in_the_order_of_the_texts(store: Store) -> None:
    texts = ["boat", "a fishing license", "", "boat", "ñ 字"]
    cache = ReadingCache(store.engine, FakeEncoder().read, name="one")
    for _ in range(2):
        found = cache.vectors(texts)
        assert found.dtype == np.float32
        assert found.shape == (len(texts), WIDTH)
        assert np.allclose(found, FakeEncoder().encode(texts), atol=1e-3)


def test_a_second_process_reads_what_the_first_one_made(store: Store) -> None:
    first, second = FakeEncoder(), FakeEncoder()
    made = ReadingCache(store.engine, first.read, name="one").vectors(["boat", "fish"])
    read = ReadingCache(store.engine, second.read, name="one").vectors(["boat", "fish"])
    assert second.encoded == []
    assert np.array_equal(made, read)


def test_the_name_keeps_encoders_apart(store: Store) -> None:
    first, second = FakeEncoder(), FakeEncoder()
    ReadingCache(store.engine, first.read, name="one").vectors(["boat"])
    ReadingCache(store.engine, second.read, name="two").vectors(["boat"])
    assert first.encoded == second.encoded == ["boat"]
    assert rows(store) == 2


def test_what_another_process_wrote_meanwhile_is_no_error(store: Store) -> None:
    other = ReadingCache(store.engine, FakeEncoder().read, name="one")
    overtaken = OvertakenEncoder(other.vectors)
    found = ReadingCache(store.engine, overtaken.read, name="one").vectors(["boat", "fish"])
    assert np.allclose(found, FakeEncoder().encode(["boat", "fish"]), atol=1e-3)
    assert rows(store) == 2


def test_many_texts_are_encoded_and_read_in_batches(store: Store) -> None:
    texts = [f"text number {number}" for number in range(max(ENCODE_BATCH, READ_BATCH) + 1)]
    told: list[tuple[int, int]] = []
    encoder = FakeEncoder()
    cache = ReadingCache(store.engine, encoder.read, name="one", report=lambda *done: told.append(done))
    assert np.array_equal(cache.vectors(texts), cache.vectors(texts))
    assert encoder.encoded == texts
    assert told == [(ENCODE_BATCH, len(texts)), (len(texts), len(texts))]


def test_what_is_kept_is_what_was_read(store: Store) -> None:
    texts = ["a boat on the river", ""]
    cache = ReadingCache(store.engine, FakeEncoder().read, name="one")
    for found, expected in zip(cache.readings(texts), FakeEncoder().read(texts)):
        assert np.allclose(found.layers, expected.layers, atol=1e-3)
        assert np.array_equal(found.tokens, expected.tokens)
