"""The inbox: what is counted, in which order, narrowed down how, and how fast."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.engine import Engine

from bot.review.cluster import read_cluster
from bot.review.filters import FIELDS, Filter, parse_filter, read_filter
from bot.review.inbox import PAGE, count_open, list_clusters
from tests.conftest import DATABASES, empty_database, opened
from tests.review.crowd import fill_journal, open_tables
from tests.review.journal import ask, make_intake, vote

MOST_MS = 300.0
DAY_S = 86400.0


@pytest.fixture
def asked(engine: Engine) -> Engine:
    """Ten turns of three clusters."""
    open_tables(engine)
    for number in range(5):
        ask(engine, "renew boat license fee", at=1000.0 + number, channel="web" if number % 2 else "rest")
    for number in range(2):
        ask(engine, "boat license fee renew now", "clarify", at=2000.0 + number, records="service:pothole")
    for number in range(2):
        ask(
            engine,
            "When is the tide?",
            "answer",
            at=3000.0 + number,
            score=0.2,
            conversation="web-1",
            seq=number,
        )
    ask(engine, "asphalt", "answer", at=10 * DAY_S, score=0.5, records="service:fishing-license")
    vote(engine, "web-1", 1, "down")
    make_intake(engine).run()
    return engine


def questions(engine: Engine, **wanted: str) -> list[tuple[str, int]]:
    return [(c.question, c.turns) for c in list_clusters(engine, Filter(**wanted)).clusters]


def test_the_most_frequent_come_first_with_their_figures(asked: Engine) -> None:
    first, second, third = list_clusters(asked, Filter()).clusters
    assert (first.question, first.turns, first.wordings, first.seen) == (
        "renew boat license fee",
        7,
        2,
        2001.0,
    )
    assert first.outcomes == {"refuse": 5, "clarify": 2} and first.channels == {"rest": 5, "web": 2}
    assert (second.question, second.turns, second.down) == ("When is the tide?", 2, 1)
    assert third.question == "asphalt" and count_open(asked) == 3


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"channel": "web"}, [("renew boat license fee", 2)]),
        ({"outcome": "clarify"}, [("boat license fee renew now", 2)]),
        ({"sureness": "low"}, [("When is the tide?", 2)]),
        ({"sureness": "middle"}, [("asphalt", 1)]),
        ({"topic": "roads"}, [("boat license fee renew now", 2)]),
        ({"topic": "road"}, []),
        ({"topic": "%"}, []),
        ({"topic": "none", "channel": "web"}, [("renew boat license fee", 2)]),
        ({"vote": "down"}, [("When is the tide?", 1)]),
        ({"vote": "corrected"}, []),
        ({"state": "handled"}, []),
        ({"order": "seen", "outcome": "answer"}, [("asphalt", 1), ("When is the tide?", 2)]),
    ],
)
def test_it_is_narrowed_down(asked: Engine, wanted: dict[str, str], found: list[tuple[str, int]]) -> None:
    assert questions(asked, **wanted) == found


def test_it_is_narrowed_down_to_days_of_the_state(engine: Engine) -> None:
    open_tables(engine)
    midnight = 1_793_336_400.0  # October 30, 2026, 0:00 in Mississippi
    for number, at in enumerate((midnight - 1, midnight, midnight + DAY_S - 1, midnight + DAY_S)):
        ask(engine, f"word{number}", at=at)
    make_intake(engine).run()
    assert {q for q, _ in questions(engine, first="2026-10-30", last="2026-10-30")} == {"word1", "word2"}


def test_more_clusters_follow_page_by_page(engine: Engine) -> None:
    open_tables(engine)
    for number in range(PAGE + 2):
        ask(engine, f"word{number}")
    make_intake(engine, None).run()
    first, second = (list_clusters(engine, Filter(), page) for page in (0, 1))
    assert (len(first.clusters), first.has_more) == (PAGE, True)
    assert (len(second.clusters), second.has_more) == (2, False)


def test_a_filter_reads_what_it_wrote_and_leaves_out_what_makes_no_sense() -> None:
    wanted = Filter(channel="web", topic="a&b=c", first="2026-01-31", order="seen")
    assert parse_filter(wanted.query) == wanted
    nonsense = {
        "sureness": "x",
        "vote": "x",
        "state": "x",
        "order": "x",
        "first": "soon",
        "last": "9999-12-31",
    }
    assert read_filter(lambda name: nonsense.get(name, "")) == Filter()
    assert read_filter(lambda name: "x" * 100) == Filter() and set(FIELDS) == set(vars(Filter()))


def test_a_cluster_tells_its_wordings_and_latest_turns(asked: Engine) -> None:
    number = list_clusters(asked, Filter()).clusters[0].number
    detail = read_cluster(asked, number)
    assert detail and detail.turns == 7 and detail.is_open and detail.more_wordings == 0
    told = [(wording.question, wording.turns) for wording in detail.wordings]
    assert told == [("renew boat license fee", 5), ("boat license fee renew now", 2)]
    assert detail.latest[0].records == ("service:pothole",) and detail.latest[0].at == 2001.0
    assert read_cluster(asked, 12345) is None


@pytest.fixture(scope="module", params=DATABASES)
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """100,000 turns that all need review."""
    with empty_database(request, tmp_path_factory.mktemp("crowd")) as url, opened(url) as engine:
        fill_journal(engine)
        yield engine


def median_ms(work: Callable[[], object]) -> float:
    took = []
    for _ in range(9):
        start = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


@pytest.mark.slow
@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "channel=web",
        "order=seen",
        "vote=down",
        "topic=driving",
        "sureness=low&outcome=refuse",
        "first=2026-08-01",
    ],
)
def test_a_page_of_100_000_turns_is_quick(crowd: Engine, wanted: str) -> None:
    assert median_ms(lambda: list_clusters(crowd, parse_filter(wanted))) < MOST_MS


@pytest.mark.slow
def test_the_largest_cluster_of_100_000_turns_is_quick(crowd: Engine) -> None:
    number = list_clusters(crowd, Filter()).clusters[0].number
    assert median_ms(lambda: read_cluster(crowd, number)) < MOST_MS
    assert median_ms(lambda: count_open(crowd)) < MOST_MS


@pytest.mark.slow
def test_a_pass_that_finds_nothing_new_is_quick(crowd: Engine) -> None:
    intake = make_intake(crowd)
    intake.run()
    assert median_ms(intake.run) < MOST_MS
