"""The real encoder over the shipped knowledge: plain questions find their record, not its neighbor.

The database is the test's own, its vectors copied from `var/missi.db`, since making them takes minutes."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.database import migrate, open_database
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.record import Record
from bot.knowledge.search.decision import Band
from bot.knowledge.search.query import Query
from bot.knowledge.search.searcher import Searcher
from bot.knowledge.store import Store
from bot.knowledge.wiring import open_searcher
from bot.settings import read_settings

pytestmark = pytest.mark.model
QUESTIONS = yaml.safe_load((Path(__file__).parent / "fixtures" / "questions.yml").read_text("utf-8"))
NONSENSE = ("qwz plorf gnix", "colorless green ideas sleep furiously in the teapot", "🎣🎣🎣", "...")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, shipped: tuple[Record, ...]) -> Iterator[Searcher]:
    """The search as the assistant has it."""
    settings = read_settings()
    source, target = settings.var / "missi.db", tmp_path_factory.mktemp("real") / "missi.db"
    if not (settings.encoder.exists() and source.exists()):
        pytest.skip("the encoder is not set up or the knowledge not loaded: run 'make setup'")
    url = f"sqlite:///{target}"
    engine = open_database(url)
    migrate(engine)
    copy_vectors(source, target)
    Store(engine).save_all(shipped)
    engine.dispose()
    yield open_searcher(replace(settings, database_url=url))


def copy_vectors(source: Path, target: Path) -> None:
    connection = sqlite3.connect(target, uri=True)
    connection.execute("ATTACH ? AS made", (f"file:{source}?mode=ro",))
    with connection:
        connection.execute("INSERT INTO vector SELECT hash, data FROM made.vector")
    connection.close()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["first"])
def test_a_question_finds_its_record_and_not_the_neighbor(real: Searcher, question: dict[str, Any]) -> None:
    found = real.find(Query(question["ask"]))
    assert question["near"] in real.index.number
    assert found.hits[0].record.id == question["first"]
    assert found.band is not Band.REFUSE


def test_the_questions_are_no_asks_of_the_records(real: Searcher) -> None:
    asks = {ask.lower().rstrip("?. ") for record in real.index.records for ask in record.asks}
    assert not [q["ask"] for q in QUESTIONS if q["ask"].lower().rstrip("?. ") in asks]
    assert len({q["ask"] for q in QUESTIONS}) == len(QUESTIONS) >= 40


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_not_answered(real: Searcher, text: str) -> None:
    assert real.find(Query(text, outside=0.9)).band is Band.REFUSE


def test_an_approved_draft_is_answered_without_training(real: Searcher) -> None:
    question = Query("Where can I rent a kayak lantern for the Pearl River parade?")
    store = real._store
    before = real.find(question).hits
    drafts = Drafts(store.engine)
    record = Record(
        id="service:kayak-lantern",
        title="Rent a kayak lantern",
        summary="Lanterns for the kayak parade on the Pearl River are rented at the dock.",
        asks=("Where do I get a lantern for my kayak?",),
    )
    draft = drafts.submit(drafts.begin(record, 0, "ana", "A parade.").id)
    drafts.approve(draft.id, "ben", "Right.", seen=draft.saved_at, now=datetime.now(timezone.utc))
    real.refresh()
    found = real.find(question)
    assert "service:kayak-lantern" not in [hit.record.id for hit in before]
    assert found.hits[0].record.id == "service:kayak-lantern" and found.band is not Band.REFUSE
    drafts.retire(record.id)
    real.refresh()
    assert "service:kayak-lantern" not in [hit.record.id for hit in real.find(question).hits]


@pytest.mark.slow  # a machine that does other things takes longer
def test_an_edit_is_answered_within_five_seconds(real: Searcher) -> None:
    record = Record("service:kayak-rope", "Rent a kayak rope", "Ropes for kayaks are rented at the dock.")
    real._store.save_all([record])
    began = time.monotonic()
    real.refresh()
    assert real.find(Query("rent a rope for my kayak")).hits[0].record.id == record.id
    assert time.monotonic() - began < 5.0
