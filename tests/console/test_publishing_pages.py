"""The pages of publishing in real Chromium: no barrier that machines find; progress moves by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.console.server import Console
from tests.console.windows import LOOKS, Open
from tests.publishing.showcase import open_room, showcase
from tests.web.axe import barriers

pytestmark = pytest.mark.browser
WHO = "approver"
PATHS = (
    "/models",
    "/models/2",
    "/models/3",
    "/models/4",
    "/models/5",
    "/jobs/1",
    "/jobs/2",
    "/live",
    "/schedules",
)
"""Models: of the checkout, live, to be approved, stopped by the gate, not tested; jobs: failed, running."""


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    with showcase(tmp_path_factory.mktemp("showcase")) as console:
        yield console


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_barrier(open_page: Open, path: str, look: str) -> None:
    page = open_page(path, **LOOKS[look])
    assert barriers(page) == []
    if look == "400 %":
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, "only tables scroll sideways"


def test_progress_moves_by_itself(open_page: Open, console: Console) -> None:
    page = open_page("/jobs/2")
    expect(page.get_by_text("300 of 870")).to_be_visible()
    with open_room(console) as room:
        room.jobs.step(2, "Asking the live model", 500, 870)
    expect(page.get_by_text("500 of 870")).to_be_visible(timeout=10_000)
    assert barriers(page) == []


def test_without_scripts_it_is_looked_at_again_and_approved_by_keyboard(
    open_page: Open, console: Console
) -> None:
    page = open_page("/jobs/2", java_script_enabled=False)
    page.get_by_role("link", name="Look again").press("Enter")
    expect(page.get_by_text("of 870")).to_be_visible()
    page.goto(console.address + "/models/3")
    page.locator("#approve-why").fill("looked at what got worse")
    page.locator("#approve-why").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Approved")
