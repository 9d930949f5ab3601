"""The page of the channel lab in a browser: every channel side by side, by keyboard, and without barriers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.axe import barriers
from tests.web.conftest import PATIENCE_MS
from tests.web.test_accessibility import LOOKS, PHONE

pytestmark = [pytest.mark.model, pytest.mark.browser]
CHANNELS = ["Amazon Alexa", "Phone call", "Text message", "Apple Messages", "Facebook Messenger"]
OpenLab = Callable[..., Page]


@pytest.fixture
def open_lab(browser: Browser, address: str) -> Iterator[OpenLab]:
    """Opens the page in a new browser profile."""
    contexts = []

    def open_lab(**options: Any) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/chat/lab")
        return page

    yield open_lab
    for context in contexts:
        context.close()


def ask(page: Page, text: str) -> None:
    page.get_by_label("Your question").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".device").first).to_be_visible()


def test_one_answer_is_shown_on_every_channel(open_lab: OpenLab) -> None:
    page = open_lab()
    ask(page, "How do I renew my driver's license?")
    devices = page.locator(".device")
    assert devices.locator("h2").all_inner_texts() == CHANNELS
    for device in devices.all():
        expect(device.locator(".words").first).to_contain_text("enew")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("text", ["How do I renew my driver's license?", "tag", "my house is on fire"])
def test_axe_finds_no_barrier(open_lab: OpenLab, text: str, look: str) -> None:
    page = open_lab(**LOOKS[look])
    assert barriers(page) == []
    ask(page, text)
    for summary in page.locator("summary").all():
        summary.click()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "it scrolls sideways"


def test_targets_are_large_enough(open_lab: OpenLab) -> None:
    page = open_lab(**PHONE)
    ask(page, "tag")
    for target in page.locator("main button:visible, main input:visible, main summary:visible").all():
        box = target.bounding_box()
        assert box and min(box["width"], box["height"]) >= 24, target.inner_text()


def test_it_works_without_javascript(open_lab: OpenLab) -> None:
    page = open_lab(java_script_enabled=False)
    ask(page, "tag")
    assert page.locator(".device").count() == len(CHANNELS)
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)


def test_no_script_but_ours_runs(open_lab: OpenLab) -> None:
    page = open_lab()
    ask(page, '<img src=x onerror="document.title=1"><script>document.title=1</script>')
    assert page.title() == "One answer on every channel"
    response = page.request.get(page.url)
    assert "script-src 'self'" in response.headers["content-security-policy"]
