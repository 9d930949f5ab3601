"""The search over the small knowledge base: filters, what it notices by itself, and both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.knowledge.record import Record
from bot.knowledge.search.decision import Band
from bot.knowledge.search.query import Filters, Query
from bot.knowledge.search.readings import ReadingCache
from bot.knowledge.search.searcher import Searcher
from bot.knowledge.store import Store
from tests.fakes import FakeEncoder
from tests.small import WEIGHTS

Records = tuple[Record, ...]


def search(store: Store, encoder: FakeEncoder | None = None) -> Searcher:
    cache = ReadingCache(store.engine, (encoder or FakeEncoder()).read, name="fake")
    return Searcher(store, cache, WEIGHTS)


@pytest.mark.parametrize(
    ("question", "band", "first"),
    [
        ("how do I buy a fishing license", Band.ANSWER, "service:fishing-license"),
        ("register my boat", Band.ANSWER, "service:boat-title"),
        ("when is the boat show", Band.ANSWER, "event:boat-show"),
        ("hole in the highway near my house", Band.ANSWER, "service:pothole"),
        ("who is the captain", Band.ANSWER, "fact:official-captain"),
        ("bridge", Band.CLARIFY, "event:bridge-hearing"),
        ("fishing", Band.CLARIFY, "service:fishing-license"),
        ("what is the capital of France", Band.REFUSE, None),
        ("zzz qqq", Band.REFUSE, None),
        ("", Band.REFUSE, None),
    ],
)
def test_questions_are_answered_clarified_or_refused(
    searcher: Searcher, question: str, band: Band, first: str | None
) -> None:
    found = searcher.find(Query(question))
    assert found.band is band
    assert first is None or found.hits[0].record.id == first


def test_words_of_another_matter_are_refused(searcher: Searcher) -> None:
    assert searcher.find(Query("register my boat", outside=0.9)).band is Band.REFUSE


def test_both_databases_find_the_same(store: Store, searcher: Searcher, records: Records) -> None:
    store.save_all(records)
    for question in ("boat", "fishing license", "a hole"):
        found = search(store).find(Query(question)), searcher.find(Query(question))
        assert found[0].band is found[1].band
        assert found[0].hits[0].record == found[1].hits[0].record


def test_hits_come_best_first_with_their_shares(searcher: Searcher) -> None:
    found = searcher.find(Query("boat"), limit=100)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1.0, abs=0.01)  # the rest is of what is outside
    assert len(searcher.find(Query("boat"), limit=3).hits) == 3
    assert all(0 <= hit.lexical <= 1 and -1 <= hit.semantic <= 1.001 for hit in found.hits)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (
            Filters(types=frozenset({"news"})),
            {"news:2026-10-01-catfish-record", "news:2019-05-02-new-bridge"},
        ),
        (Filters(types=frozenset({"plan", "policy"})), {"plan:goal-1", "policy:ai-principle-2"}),
        (Filters(topic="roads"), {"agency:road", "service:pothole"}),
        (Filters(agency="road"), {"service:pothole", "office:road-greenwood"}),
        (Filters(county="marshall"), {"office:fish-holly-springs"}),
        (Filters(county="leflore", agency="road"), {"office:road-greenwood"}),
        (Filters(since=date(2026, 10, 1)), {"news:2026-10-01-catfish-record", "event:boat-show"}),
        (Filters(since=date(2026, 10, 2)), {"event:boat-show"}),
        (Filters(until=date(2019, 5, 2)), {"news:2019-05-02-new-bridge"}),
        (
            Filters(since=date(2026, 1, 1), until=date(2026, 12, 4)),
            {"event:bridge-hearing", "news:2026-10-01-catfish-record"},
        ),
    ],
)
def test_only_what_the_filters_admit_is_found(
    searcher: Searcher, filters: Filters, expected: set[str]
) -> None:
    found = searcher.find(Query("boat", filters=filters), limit=100)
    assert {hit.record.id for hit in found.hits} == expected
    assert sum(hit.score for hit in found.hits) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(topic="rivers"),
        Filters(types=frozenset()),
        Filters(agency="nobody"),
        Filters(county="hinds"),
        Filters(since=date(2027, 1, 1)),
        Filters(until=date(2019, 5, 1)),
        Filters(types=frozenset({"topic"}), county="leflore"),
    ],
)
def test_nothing_admitted_is_refused_without_hits(searcher: Searcher, filters: Filters) -> None:
    found = searcher.find(Query("register my boat", filters=filters))
    assert (found.band, found.hits, found.options) == (Band.REFUSE, (), ())


def test_of_too_many_admitted_only_promising_ones_are_compared(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.knowledge.search.searcher.MOST_COMPARED", 0)
    found = searcher.find(Query("register my boat", filters=Filters(types=frozenset({"service"}))))
    assert found.hits[0].record.id == "service:boat-title"
    assert {hit.record.type for hit in found.hits} == {"service"}


def test_a_refresh_notices_what_was_published_and_retired(store: Store, records: Records) -> None:
    store.save_all(records)
    searcher = search(store)
    question = Query("buy a secret fishing license")
    assert searcher.find(question).hits[0].record.id == "service:fishing-license"
    store.save_all([replace(record, status="published") for record in records])
    assert searcher.find(question).hits[0].record.id == "service:fishing-license"
    searcher.refresh()
    assert searcher.find(question).hits[0].record.id == "service:secret-fishing"
    store.save_all([r for r in records if r.id != "service:boat-title"], retire_missing=True)
    searcher.refresh()
    assert "service:boat-title" not in searcher.index.number
    assert "service:secret-fishing" not in searcher.index.number


def test_a_refresh_without_a_change_does_nothing(store: Store, records: Records) -> None:
    store.save_all(records)
    encoder = FakeEncoder()
    searcher = search(store, encoder)
    index, encoded = searcher.index, len(encoder.encoded)
    store.save_all(records)
    searcher.refresh()
    assert searcher.index is index
    assert len(encoder.encoded) == encoded


def test_a_change_encodes_only_its_own_texts(store: Store, records: Records) -> None:
    store.save_all(records)
    encoder = FakeEncoder()
    searcher = search(store, encoder)
    encoder.encoded.clear()
    store.save_all(
        [Record(id="faq:new", title="Brand new", summary="All new words.", asks=("What is new?",))]
    )
    searcher.refresh()
    assert sorted(encoder.encoded) == ["All new words.", "Brand new", "What is new?"]


def test_a_store_of_one_record_can_be_searched(store: Store, records: Records) -> None:
    store.save_all([record for record in records if record.id == "service:boat-title"])
    found = search(store).find(Query("register my boat"))
    assert (found.band, len(found.hits)) == (Band.ANSWER, 1)


def test_an_empty_store_is_refused(store: Store) -> None:
    assert search(store).find(Query("register my boat")).band is Band.REFUSE
