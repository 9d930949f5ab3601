"""A browser, and an assistant to browse; each test has a browser profile of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.bench.client import PATH
from bot.bench.server import Server, stop_servers
from bot.operations.throwaway import Throwaway, throwaway
from bot.settings import read_settings
from tests.web.browser import CHROMIUM, NOT_INSTALLED, running_browser
from tests.web.host import visit
from tests.web.widget import Widget

PATIENCE_MS = 15_000  # a busy machine is no failure
AGENT, AGENT_TOKEN = "Ana of ITS", "a" * 32
OTHER_ORIGIN = "https://www.example.gov"
Open = Callable[..., Widget]


@pytest.fixture(scope="module")  # while it is open, no test of another module can run a loop of its own
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip(NOT_INSTALLED)
    expect.set_options(timeout=PATIENCE_MS)
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def assistant() -> Iterator[Throwaway]:
    """An assistant that lets one address ask as much as these tests do, and another origin embed it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MISSI_ADDRESS_RATE", "100000")
        environment.setenv("MISSI_ORIGINS", OTHER_ORIGIN)
        environment.setenv("MISSI_AGENT_TOKENS", f"{AGENT}:{AGENT_TOKEN}")
        environment.setenv("MISSI_OFFICE_HOURS", "mon-sun 0:00-23:59")
        with throwaway(read_settings()) as running:
            yield running
            stop_servers(list(running.servers.values()))  # those started anew are not the throwaway's own


@pytest.fixture(scope="session")
def address(assistant: Throwaway) -> str:
    """Where the assistant is, without a path."""
    return assistant.address.removesuffix(PATH)


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page with the widget in a new browser profile, with Playwright's options for one."""
    contexts = []

    def open_page(attributes: str = "", *, hostile: bool = False, **options: Any) -> Widget:
        context = browser.new_context(**({"viewport": {"width": 1000, "height": 800}} | options))
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        visit(page, address, attributes, hostile=hostile)
        return Widget(page)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def widget(open_page: Open) -> Widget:
    """The widget in a page, closed as a citizen finds it."""
    return open_page()


@pytest.fixture
def page(widget: Widget) -> Page:
    return widget.page


@contextmanager
def assistant_away(assistant: Throwaway) -> Iterator[None]:
    """The assistant ends; after the block it is started anew, with the conversations it had."""
    server = assistant.servers["assistant"]
    stop_servers([server])
    yield
    assistant.servers["assistant"] = Server(server.command)


@pytest.fixture
def away(assistant: Throwaway) -> Callable[[], AbstractContextManager[None]]:
    """Within its block the assistant is not there."""
    return lambda: assistant_away(assistant)
