"""Fitting on a toy set: afterwards right records come first, and what nobody can answer is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge.database import migrate, open_database
from bot.knowledge.record import Record
from bot.knowledge.search.certainty import FIGURES, Weights
from bot.knowledge.search.decision import Band
from bot.knowledge.search.fitting import FAR, Example, fit
from bot.knowledge.search.query import Query
from bot.knowledge.search.ranker import SIGNALS, Ranker
from bot.knowledge.search.readings import ReadingCache
from bot.knowledge.search.searcher import Searcher
from bot.knowledge.store import Store
from tests.fakes import FakeEncoder

KNOWN = {
    "where to buy a fishing license": "service:fishing-license",
    "license to go fishing with my son": "service:fishing-license",
    "register a boat with a motor": "service:boat-title",
    "papers for my new boat": "service:boat-title",
    "report a hole in the highway": "service:pothole",
    "pothole on my street": "service:pothole",
    "permit for a lemonade stand": "service:lemonade-stand",
    "children sell lemonade": "service:lemonade-stand",
    "when is the boat show at the fairgrounds": "event:boat-show",
    "name of the state captain": "fact:official-captain",
    "who is the harbor master": "contact:harbor-master",
    "how big was the record catfish": "news:2026-10-01-catfish-record",
    "river day off": "event:holiday-river-day",
    "where can I see the tides": "faq:tides",
    "who runs the department of fish and boats": "agency:fish",
}
UNKNOWN = (
    "capital of France",
    "weather tomorrow",
    "best pizza in town",
    "who won the game",
    "sing a song",
    "translate hello",
    "price of gold",
    "how tall is a giraffe",
    "recipe for pancakes",
    "are you human",
)
SHARING = ("tell me a joke", "tell me a story", "best phone to buy")
"""Unknown too, but with a word of a record: to the hashing encoder, which knows no meanings, that is near."""
NEW = {
    "fishing license please": "service:fishing-license",
    "boat motor papers": "service:boat-title",
    "highway hole": "service:pothole",
    "lemonade permit": "service:lemonade-stand",
    "captain of the state": "fact:official-captain",
}


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...]) -> Iterator[Store]:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('toy') / 'missi.db'}")
    migrate(engine)
    store = Store(engine)
    store.save_all(records)
    yield store
    engine.dispose()


def search(store: Store, weights: Weights) -> Searcher:
    return Searcher(store, ReadingCache(store.engine, FakeEncoder().read, name="fake"), weights)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    known = [Example(Query(text), frozenset({right}), n) for n, (text, right) in enumerate(KNOWN.items())]
    unknown = [Example(Query(text, outside=0.9), frozenset(), n) for n, text in enumerate(UNKNOWN + SHARING)]
    return known + unknown


@pytest.fixture(scope="module")
def fitted(toy: Store, examples: list[Example]) -> Weights:
    flat = Weights(Ranker.weighted_sum({}), {}, {})
    return fit(examples, search(toy, flat))


def test_everything_is_fitted(fitted: Weights) -> None:
    assert fitted.ranker.hidden.any() and len(fitted.ranker.mean) == len(SIGNALS)
    assert set(fitted.right) == set(fitted.among) == {*FIGURES, "bias"}
    assert fitted.far in FAR


def test_right_records_come_first(toy: Store, fitted: Weights) -> None:
    searcher = search(toy, fitted)
    for text, right in (KNOWN | NEW).items():
        assert searcher.find(Query(text)).hits[0].record.id == right, text


def test_the_chances_tell_known_from_unknown(toy: Store, fitted: Weights) -> None:
    searcher = search(toy, fitted)
    known = [searcher.find(Query(text)).right for text in (KNOWN | NEW)]
    unknown = [searcher.find(Query(text, outside=0.9)) for text in UNKNOWN]
    sharing = [searcher.find(Query(text, outside=0.9)) for text in SHARING]
    assert min(known) > max(found.right for found in unknown + sharing)
    assert {found.band for found in unknown} == {Band.REFUSE}


def test_fitting_again_gives_the_same(
    toy: Store, examples: list[Example], fitted: Weights, tmp_path: Path
) -> None:
    fitted.save(tmp_path / "one.json")
    fit(examples, search(toy, fitted)).save(tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
