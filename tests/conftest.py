"""Databases (SQLite, and a PostgreSQL server started here) and the small knowledge base that tests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.dialogue.desk import Desk
from bot.knowledge.database import migrate, open_database
from bot.knowledge.files import read_records
from bot.knowledge.record import Record
from bot.knowledge.search.readings import ReadingCache
from bot.knowledge.search.searcher import Searcher
from bot.knowledge.store import Store
from bot.settings import ROOT
from tests.fakes import FakeEncoder
from tests.postgres import Cluster, is_installed
from tests.small import SMALL, WEIGHTS
from tests.web.browser import NOT_INSTALLED as NO_BROWSER

NOT_INSTALLED = "PostgreSQL is not installed: its tests are skipped"
DATABASES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why tests were skipped; pytest says it of each test, and only when asked to."""
    reasons = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for missing in (NOT_INSTALLED, NO_BROWSER):
        if any(missing in reason for reason in reasons):
            terminalreporter.write_line(missing)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for the whole run."""
    if not is_installed():
        pytest.skip(NOT_INSTALLED)
    cluster = Cluster()
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@contextmanager
def empty_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of a new database of the kind that `request.param` names."""
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'missi.db'}"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    url = cluster.create_database()
    yield url
    cluster.drop_database(url)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database: the test runs once on SQLite and once on PostgreSQL."""
    with empty_database(request, tmp_path) as url, opened(url) as engine:
        yield engine


@pytest.fixture
def store(engine: Engine) -> Store:
    """A store without records, on both databases."""
    migrate(engine)
    return Store(engine)


@pytest.fixture(scope="module", params=DATABASES)
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same for tests that only read: the module fills it once."""
    with empty_database(request, tmp_path_factory.mktemp("store")) as url, opened(url) as engine:
        migrate(engine)
        yield Store(engine)


@pytest.fixture(scope="session")
def shipped() -> tuple[Record, ...]:
    """The knowledge base that is shipped, in the order of its files."""
    return tuple(read_records(ROOT / "data" / "knowledge"))


@pytest.fixture(scope="session")
def records() -> tuple[Record, ...]:
    """The small knowledge base, in the order of its files."""
    return tuple(read_records(SMALL))


@pytest.fixture(scope="session")
def searcher(tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...]) -> Iterator[Searcher]:
    """A search over the small knowledge base; only to look at, since all tests share it."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('small') / 'missi.db'}") as engine:
        migrate(engine)
        store = Store(engine)
        store.save_all(records)
        yield Searcher(store, ReadingCache(engine, FakeEncoder().read, name="fake"), WEIGHTS)


@pytest.fixture(scope="session")
def desk(searcher: Searcher) -> Desk:
    """The desk over the small knowledge base; only to look at."""
    return Desk(searcher)
