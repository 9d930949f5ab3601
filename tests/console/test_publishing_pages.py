"""The pages of publishing in real Chromium: no barrier that machines find; progress moves by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.pictures import sign_in
from tests.console.server import Console
from tests.console.test_pages import LOOKS
from tests.publishing.showcase import open_room, showcase
from tests.web.axe import barriers
from tests.web.browser import CHROMIUM, NOT_INSTALLED, running_browser

pytestmark = pytest.mark.browser
PATHS = (
    "/models",
    "/models/2",
    "/models/3",
    "/models/4",
    "/models/5",
    "/jobs/1",
    "/jobs/2",
    "/live",
    "/live/back/1",
    "/schedules",
)
"""Models: of the checkout, live, to be approved, stopped by the gate, not tested; jobs: failed, running."""


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    with showcase(tmp_path_factory.mktemp("showcase")) as console:
        yield console


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip(NOT_INSTALLED)
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def state(browser: Browser, console: Console) -> Any:
    context = browser.new_context()
    sign_in(context.new_page(), console, "approver")
    state = context.storage_state()
    context.close()
    return state


def opened(browser: Browser, console: Console, state: Any, path: str, **options: Any) -> Page:
    page = browser.new_context(storage_state=state, **options).new_page()
    page.goto(console.address + path)
    return page


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_barrier(browser: Browser, console: Console, state: Any, path: str, look: str) -> None:
    page = opened(browser, console, state, path, **LOOKS[look])
    assert barriers(page) == []
    if look == "400 %":
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, "only tables scroll sideways"
    page.context.close()


def test_progress_moves_by_itself(browser: Browser, console: Console, state: Any) -> None:
    page = opened(browser, console, state, "/jobs/2")
    expect(page.get_by_text("300 of 870")).to_be_visible()
    with open_room(console) as room:
        room.jobs.step(2, "Asking the live model", 500, 870)
    expect(page.get_by_text("500 of 870")).to_be_visible(timeout=10_000)
    assert barriers(page) == []
    page.context.close()


def test_without_scripts_it_is_looked_at_again_and_approved_by_keyboard(
    browser: Browser, console: Console, state: Any
) -> None:
    page = opened(browser, console, state, "/jobs/2", java_script_enabled=False)
    page.get_by_role("link", name="Look again").press("Enter")
    expect(page.get_by_text("of 870")).to_be_visible()
    page.goto(console.address + "/models/3")
    page.locator("#approve-why").fill("looked at what got worse")
    page.locator("#approve-why").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Approved")
    page.context.close()
