"""A console for all tests that leave it as it was, and one of its own for each that does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import delete
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.console.access.accounts import Accounts
from bot.console.access.tables import ATTEMPT
from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address
from tests.console.member import Member, enter
from tests.console.server import Console, add_account, running


@pytest.fixture(scope="session")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """One console for the whole run, with somebody in each role."""
    with running(tmp_path_factory.mktemp("console")) as console:
        yield console


@pytest.fixture
def database(console: Console) -> Iterator[Engine]:
    """The database of that console."""
    engine = open_database(conversations_address(console.settings))
    yield engine
    engine.dispose()


@pytest.fixture
def log(database: Engine) -> AuditLog:
    return AuditLog(database)


@pytest.fixture
def accounts(database: Engine, log: AuditLog) -> Accounts:
    return Accounts(database, log)


@pytest.fixture(scope="module")
def administrator(console: Console) -> Member:
    """An administrator who is signed in."""
    return enter(console, "administrator")


@pytest.fixture
def stranger(console: Console) -> Member:
    """Somebody who is not signed in."""
    return Member(console)


@pytest.fixture
def forgiven(database: Engine) -> None:
    """Each test begins with no attempt counted: all of them come from one address."""
    with database.begin() as connection:
        connection.execute(delete(ATTEMPT))


@pytest.fixture
def somebody(accounts: Accounts, request: pytest.FixtureRequest) -> str:
    """The name of an account that only this test uses."""
    name = f"s{abs(hash(request.node.nodeid))}"
    add_account(accounts, name, ("analyst",))
    return name
