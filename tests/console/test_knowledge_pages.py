"""The room of knowledge in real Chromium: told while typing, and no barrier on a draft."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.console.pictures import fill_day, sign_in
from tests.console.server import Console, running
from tests.web.axe import barriers
from tests.web.browser import CHROMIUM, NOT_INSTALLED, running_browser

pytestmark = pytest.mark.browser
LOOKS: tuple[ViewportSize, ...] = ({"width": 1180, "height": 820}, {"width": 320, "height": 256})


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    if not CHROMIUM:
        pytest.skip(NOT_INSTALLED)
    with running(tmp_path_factory.mktemp("pages")) as console:
        fill_day(console)
        yield console


@pytest.fixture
def page(console: Console) -> Iterator[Page]:
    """A page of an editor who is signed in."""
    with running_browser() as browser:
        page = browser.new_page(base_url=console.address)
        sign_in(page, console, "ana.reyes")
        yield page


def test_a_slip_is_told_while_it_is_typed_and_the_draft_has_no_barrier(page: Page) -> None:
    page.goto("/knowledge/service:fishing-license/edit")
    page.get_by_label("Answer", exact=True).fill("You need a license. Call (601) 555-0100.")
    told = page.locator("#checked")
    expect(told).to_contain_text("expected a number like 601-432-8000", timeout=20_000)
    page.get_by_label("Answer", exact=True).fill("You need a license to catch fish.")
    expect(told.locator(".preview").first).to_contain_text(
        "You need a license to catch fish.", timeout=20_000
    )
    assert barriers(page) == []
    page.get_by_label("Why", exact=True).fill("The law changed.")
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_role("status").first).to_contain_text("Sent for approval")
    expect(page.locator(".diff .added").first).to_contain_text("You need a license to catch fish.")
    assert barriers(page) == []
    page.goto("/drafts")
    assert barriers(page) == []


TABLE = b"""id,title,summary,fee,topics
fishing-license,Buy a fishing license,You need a license to catch fish in fresh water.,$12 a year,outdoors
boat-title,Register a boat,Boats with a motor and boats with sails must be registered.,,outdoors
canoe,Rent a canoe,State parks rent canoes by the day. Call (601) 555-0100.,$20 a day,nowhere
kayak,Rent a kayak,State parks rent kayaks by the hour.,$8 an hour,outdoors
pothole,Report a pothole
"""


def test_a_file_is_previewed_kept_and_approved_without_a_barrier(page: Page, console: Console) -> None:
    page.goto("/knowledge")
    expect(page.get_by_role("link", name="Services as CSV")).to_be_visible()
    page.get_by_role("link", name="Import a file").click()
    page.get_by_label("File").set_input_files(
        {"name": "services.csv", "mimeType": "text/csv", "buffer": TABLE}
    )
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="What services.csv would change")).to_be_visible()
    for look in LOOKS:
        page.set_viewport_size(look)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= look["width"]
    added = page.locator(".diff .added").first
    assert added.evaluate("line => getComputedStyle(line).whiteSpace") == "pre"  # as the files are indented
    page.get_by_label("Why").fill("The fees of next year.")
    page.get_by_role("button", name="Keep all, and send").click()
    expect(page.get_by_role("status").first).to_contain_text("those without errors wait for approval")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, console, "approver")
    page.goto("/drafts")
    page.get_by_label("Choose Rent a kayak").check()
    page.get_by_label("Why").fill("Read.")
    for look in LOOKS:
        page.set_viewport_size(look)
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= look["width"]
    page.get_by_role("button", name="Approve the chosen").click()
    expect(page.get_by_role("status").first).to_contain_text("Approved.")
    expect(page.get_by_label("Choose Rent a kayak")).to_have_count(0)
