"""A console for all tests that leave it as it was, and one of its own for each that does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import delete
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.console.access.accounts import Accounts
from bot.console.access.tables import ATTEMPT
from bot.knowledge.database import open_database
from bot.knowledge.store import Store
from bot.operations.endpoints import conversations_address
from tests.console.member import Member, enter
from tests.console.pictures import sign_in
from tests.console.server import Console, add_account, running
from tests.console.windows import NOTE_BREACHES, Open
from tests.web.browser import CHROMIUM, NOT_INSTALLED, running_browser


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


@pytest.fixture(scope="module")
def editor(console: Console) -> Member:
    """An editor who is signed in."""
    return enter(console, "editor")


@pytest.fixture(scope="module")
def approver(console: Console) -> Member:
    """An approver who is signed in."""
    return enter(console, "approver")


@pytest.fixture
def store(console: Console) -> Iterator[Store]:
    """The records of that console."""
    engine = open_database(console.settings.database_url)
    yield Store(engine)
    engine.dispose()


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser of the module's own, when one is installed."""
    if not CHROMIUM:
        pytest.skip(NOT_INSTALLED)
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def state(browser: Browser, console: Console, request: pytest.FixtureRequest) -> Any:
    """The cookies of the module's `WHO`, so that not every test signs in."""
    context = browser.new_context()
    sign_in(context.new_page(), console, request.module.WHO)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_page(browser: Browser, console: Console, state: Any) -> Iterator[Open]:
    """Opens pages as the module's `WHO`, or as somebody who is not signed in."""
    contexts = []

    def open_page(path: str, *, is_in: bool = True, **options: Any) -> Page:
        context = browser.new_context(storage_state=state if is_in else None, **options)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(NOTE_BREACHES)
        page.goto(console.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
