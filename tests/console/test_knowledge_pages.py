"""The room of knowledge in real Chromium: told while typing, and no barrier on a draft."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.console.pictures import fill_day, sign_in
from tests.console.server import running
from tests.web.axe import barriers
from tests.web.browser import CHROMIUM, NOT_INSTALLED, running_browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of an editor who is signed in."""
    if not CHROMIUM:
        pytest.skip(NOT_INSTALLED)
    with running(tmp_path_factory.mktemp("pages")) as console, running_browser() as browser:
        fill_day(console)
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
