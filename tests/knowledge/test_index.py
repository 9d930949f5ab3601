"""What the index says of records: each signal is high where it should be, and never out of its bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot.encoder import Reading
from bot.knowledge.record import Record
from bot.knowledge.search.features import features_of
from bot.knowledge.search.head import LEAST
from bot.knowledge.search.head_learning import learn_head
from bot.knowledge.search.index import BEST_PASSAGES, Index, passages_of
from bot.knowledge.search.query import Query
from bot.knowledge.search.ranker import SIGNALS
from bot.knowledge.search.searcher import Searcher
from tests.fakes import FakeEncoder

LICENSE, BOAT, POTHOLE = "service:fishing-license", "service:boat-title", "service:pothole"
HOLLY, GREENWOOD, ROAD = "office:fish-holly-springs", "office:fish-greenwood", "office:road-greenwood"


@pytest.fixture(scope="module")
def index(records: tuple[Record, ...]) -> Index:
    published = [record for record in records if record.status == "published"]
    return Index(published, FakeEncoder().read)


def test_records_of_types_come_in_the_order_of_the_records(index: Index) -> None:
    wanted = [n for n, record in enumerate(index.records) if record.type in ("office", "service")]
    assert index.of_types(("service", "office", "nothing")) == wanted != []


def signals(index: Index, question: str) -> dict[str, np.ndarray]:
    everything = np.arange(len(index.records))
    return index.signals(everything, FakeEncoder().read([question])[0], index.likeness(question))


def best(index: Index, values: np.ndarray) -> str:
    return index.records[int(np.argmax(values))].id


@pytest.mark.parametrize(
    ("identity", "passages"),
    [
        ("agency:fish", {"Department of Fish and Boats", "DFB", "who runs fishing here"}),
        (LICENSE, {"Buy a fishing license", "angling", "fishing permit", "I want to go fishing"}),
        ("agency:road", {"Road Commission", "The Road Commission mends highways and bridges."}),
    ],
)
def test_passages_are_title_summary_names_and_asks(
    records: tuple[Record, ...], identity: str, passages: set[str]
) -> None:
    (record,) = [record for record in records if record.id == identity]
    assert set(passages_of(record)) >= {*passages, record.title, record.summary, *record.asks}
    assert len(passages_of(record)) >= BEST_PASSAGES


@pytest.mark.parametrize("name", ["nearest", "near", "named", "letters", "letters_named"])
@pytest.mark.parametrize(
    ("question", "expected"),
    [("report a pothole", POTHOLE), ("register a boat", BOAT), ("buy a fishing license", LICENSE)],
)
def test_every_signal_is_highest_for_the_record_meant(
    index: Index, name: str, question: str, expected: str
) -> None:
    assert best(index, signals(index, question)[name]) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [("there is a pothole", POTHOLE), ("boat registration", BOAT), ("a license to fish", LICENSE)],
)
def test_the_head_believes_in_the_record_meant(
    records: tuple[Record, ...], question: str, expected: str
) -> None:
    published = [record for record in records if record.status == "published"]
    passages = [(text, record.id) for record in published for text in passages_of(record)]
    texts, owners = zip(*passages)
    read = FakeEncoder().read
    index = Index(published, read, head=learn_head(features_of(read(texts), texts), owners))
    everything = np.arange(len(index.records))
    assert best(index, index.believed(everything, features_of(read([question]), [question])[0])) == expected


def test_without_a_head_nothing_is_believed(index: Index) -> None:
    (seen,) = features_of(FakeEncoder().read(["boat"]), ["boat"])
    assert set(index.believed(np.arange(3), seen)) == {LEAST}


def test_asks_bring_a_record_near_that_its_own_words_do_not(index: Index) -> None:
    found = signals(index, "is there a hole in the street")
    number = index.number[POTHOLE]
    assert best(index, found["nearest"]) == POTHOLE
    assert found["nearest"][number] > found["named"][number] + 0.1
    assert best(index, found["summary"]) == POTHOLE


def test_letters_see_through_typos_that_words_do_not(index: Index) -> None:
    found = signals(index, "registr my baot")
    assert best(index, found["letters"]) == BOAT
    assert found["nearest"].max() < 0.5


@pytest.mark.parametrize("question", ["fishing license", "", "字", "x" * 5000, "boat " * 500])
def test_signals_are_one_number_a_record_within_bounds(index: Index, question: str) -> None:
    found = signals(index, question)
    for name, values in found.items():
        assert values.shape == (len(index.records),), name
        assert np.isfinite(values).all(), name
        assert (values >= -1.001).all() and (values <= 1.001).all(), name
    assert (found["nearest"] >= found["near"] - 1e-6).all()
    assert (found["nearest"] >= found["named"] - 1e-6).all()


def test_a_record_without_asks_stands_beside_one_with_many(index: Index) -> None:
    found = signals(index, "what does the Road Commission mend")
    assert best(index, found["nearest"]) == "agency:road"
    assert best(index, found["near"]) == "agency:road"


def test_after_a_record_the_same_words_lie_nearer_to_it(index: Index) -> None:
    question = FakeEncoder().read(["what papers"])[0]
    boat, road = index.number["service:boat-title"], index.number["agency:road"]
    both = np.array([boat, road])
    likeness = index.likeness("what papers")
    after_boat, after_road = (index.signals(both, question, likeness, told) for told in both)
    for name in ("near_in_context", "kin_near"):
        assert after_boat[name][0] > after_road[name][0]
        assert after_road[name][1] > after_boat[name][1]


def test_the_records_near_a_question_are_found_without_looking_at_all(index: Index) -> None:
    for question, expected in (("report a pothole", POTHOLE), ("register a boat", BOAT)):
        assert index.near(FakeEncoder().encode([question])[0])[0] == index.number[expected]


def test_rare_words_are_searched_and_words_of_every_record_are_not(index: Index) -> None:
    assert index.telling(["fishing", "pothole"])[0] == "pothole"
    assert index.telling(["qwrtz"]) == ["qwrtz"]
    assert index.telling([]) == []


def high(searcher: Searcher, name: str, query: Query) -> set[str]:
    """The records whose signal is above all others."""
    numbers, signals = searcher.signals(query, searcher.index)
    values = signals[name]
    top = np.flatnonzero(values == values.max()) if values.any() else []
    return {searcher.index.records[numbers[n]].id for n in top}


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("mentioned", Query("", mentions=frozenset({"agency:road"})), {"agency:road"}),
        ("owner", Query("", mentions=frozenset({"agency:road"})), {POTHOLE, "office:road-greenwood"}),
        ("kind", Query("", kinds={"contact": 0.9, "news": 0.1}), {"contact:harbor-master"}),
        ("kind_log", Query("", kinds={"contact": 0.9, "news": 0.1}), {"contact:harbor-master"}),
        ("same", Query("", context=BOAT), {BOAT}),
        ("same_leaning", Query("", context=BOAT, leaning=1.0), {BOAT}),
        ("same_leaning", Query("", context=BOAT), set()),
        ("same_brief", Query("", context=BOAT, brevity=0.5), {BOAT}),
        ("kin", Query("", context=BOAT), {LICENSE, "agency:fish"}),
        ("near_in_context", Query("papers for it", context=BOAT), {BOAT}),
        ("kin_near", Query("", context=BOAT), {BOAT}),
        *((name, Query("boat"), set()) for name in ("mentioned", "owner", "placed", "same", "kin")),
        *((name, Query("boat", context="service:gone"), set()) for name in ("same", "near_in_context")),
    ],
)
def test_what_is_known_besides_the_words(
    searcher: Searcher, name: str, query: Query, expected: set[str]
) -> None:
    assert high(searcher, name, query) == expected


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        (Query("", cities=frozenset({"Holly Springs"})), {HOLLY}, {GREENWOOD, ROAD, BOAT}),
        (Query("", cities=frozenset({"Greenwood"})), {GREENWOOD, ROAD}, {HOLLY, BOAT}),
        (Query("", mentions=frozenset({"county:leflore"})), {GREENWOOD, ROAD}, {HOLLY, BOAT}),
        (Query("", mentions=frozenset({"county:sunflower"})), set(), {GREENWOOD, ROAD, HOLLY}),
        (Query("", cities=frozenset({"Atlantis"})), set(), {GREENWOOD, ROAD, HOLLY}),
    ],
)
def test_offices_in_the_place_named(
    searcher: Searcher, query: Query, inside: set[str], outside: set[str]
) -> None:
    placed = high(searcher, "placed", query)
    assert inside <= placed
    assert not outside & placed


def test_a_reading_that_is_given_is_not_made_again(searcher: Searcher) -> None:
    reading = FakeEncoder().read(["report a pothole"])[0]
    given, made = Query("register a boat", reading=reading), Query("register a boat")
    assert high(searcher, "nearest", given) == {POTHOLE}
    assert high(searcher, "nearest", made) == {BOAT}


def test_the_search_gives_every_signal_that_is_fused(searcher: Searcher) -> None:
    _, found = searcher.signals(Query("boat", context=BOAT), searcher.index)
    assert set(SIGNALS) <= set(found)
    assert found["lexical"].max() == 1.0
    assert found["lexical"].min() == 0.0


def test_a_later_index_reads_only_what_is_new_and_says_the_same(records: tuple[Record, ...]) -> None:
    published = [record for record in records if record.status == "published"]
    edited = [replace(published[0], title="Dance halls", asks=("may we dance",)), *published[2:]]
    new = replace(published[1], id="service:swing", title="Swing classes", keywords=(), asks=())
    was_read: list[str] = []

    def read(texts: Sequence[str]) -> list[Reading]:
        was_read.extend(texts)
        return FakeEncoder().read(texts)

    later = Index([*edited, new], read, Index(published, FakeEncoder().read))
    anew = Index([*edited, new], FakeEncoder().read)
    assert sorted(was_read) == ["Dance halls", "Swing classes", "may we dance"]
    for question in ("may we dance", "buy a fishing license", "swing"):
        (reading,) = FakeEncoder().read([question])
        assert set(later.near(reading.vector)) == set(anew.near(reading.vector))
        for name, values in signals(anew, question).items():
            assert signals(later, question)[name] == pytest.approx(values, abs=1e-6), name


def test_an_index_of_nothing_can_be_followed(records: tuple[Record, ...]) -> None:
    nothing = Index((), FakeEncoder().read)
    later = Index(records[:2], FakeEncoder().read, nothing)
    assert len(later.records) == 2
    assert Index((), FakeEncoder().read, later).records == ()
