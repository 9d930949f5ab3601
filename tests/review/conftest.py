"""An inbox to decide of, and what decisions may name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.knowledge.database import migrate
from bot.knowledge.files import read_records
from bot.knowledge.store import Store
from bot.review.decisions import Decisions
from bot.review.known import Known
from tests.conftest import opened
from tests.review.crowd import open_tables
from tests.review.journal import DraftBook, ask, make_intake
from tests.small import SMALL


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """The small knowledge base, and two intents."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('known') / 'missi.db'}") as engine:
        migrate(engine)
        Store(engine).save_all(read_records(SMALL))
        yield Known(engine, ["ask_about", "ask_cost"])


@pytest.fixture
def book() -> DraftBook:
    return DraftBook()


@pytest.fixture
def log(engine: Engine) -> AuditLog:
    return AuditLog(engine)


@pytest.fixture
def decisions(engine: Engine, log: AuditLog, book: DraftBook) -> Decisions:
    """Over an inbox of three wordings in two clusters."""
    open_tables(engine)
    for question in ("renew boat license fee", "boat license fee renew now", "asphalt"):
        ask(engine, question)
    make_intake(engine).run()
    return Decisions(engine, log, book)
