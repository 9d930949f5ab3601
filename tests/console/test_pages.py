"""The pages in real Chromium: no barrier that machines find, by keyboard alone, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import expect

from tests.console.pictures import fill_day, sign_in
from tests.console.server import PASSWORD, Console, running
from tests.console.windows import LOOKS, TABLET, Open
from tests.web.axe import barriers

pytestmark = pytest.mark.browser
WHO = "ana.reyes"
PATHS = (
    "/",
    "/knowledge",
    "/knowledge?words=nothing-like-this",
    "/knowledge/new",
    "/knowledge/service:fishing-license",
    "/knowledge/service:fishing-license/edit",
    "/drafts",
    "/switches",
    "/switches/service",
    "/notices",
    "/audit",
    "/audit?about=nothing-like-this",
    "/staff",
    "/staff/1",
    "/account",
    "/account/code",
    "/nowhere",
)
SMALLEST_TARGET = 24  # CSS pixels (WCAG 2.2, 2.5.8)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    with running(tmp_path_factory.mktemp("pages")) as console:
        fill_day(console)
        yield console


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_barrier_and_nothing_breaks_the_policy(open_page: Open, path: str, look: str) -> None:
    page = open_page(path, **LOOKS[look])
    assert barriers(page) == []
    assert page.evaluate("window.broken") == []


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_barrier_at_the_door(open_page: Open, look: str) -> None:
    page = open_page("/sign-in", is_in=False, **LOOKS[look])
    assert barriers(page) == []
    page.get_by_label("Name or e-mail address").fill("nobody")
    page.get_by_label("Password").fill("wrong but long enough")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert barriers(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_every_target_is_large_enough(open_page: Open, path: str) -> None:
    page = open_page(path, **TABLET)
    small = page.locator("button, input, select, summary, nav a, .button, td a, th a").evaluate_all(
        "(targets, least) => targets.filter((target) => target.checkVisibility() && target.type !== 'hidden')"
        ".map((target) => target.closest('label') ?? target)"
        ".filter((target) => { const { width, height } = target.getBoundingClientRect();"
        " return width < least || height < least; }).map((target) => target.outerHTML)",
        SMALLEST_TARGET,
    )
    assert small == []


@pytest.mark.parametrize("path", PATHS)
def test_at_400_percent_only_tables_scroll_sideways(open_page: Open, path: str) -> None:
    page = open_page(path, **LOOKS["400 %"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_topic_is_switched_off_by_keyboard_alone_and_without_scripts(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Switches").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Topic to switch off").focus()
    page.get_by_label("Topic to switch off").select_option("topic:roads")
    page.keyboard.press("Tab")
    page.keyboard.type("roads are closed")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Switched off")
    page.get_by_role("button", name="Switch roads on").locator("..").get_by_label("Why").fill("open again")
    page.get_by_role("button", name="Switch roads on").click()
    expect(page.get_by_role("status")).to_contain_text("Switched on again")


def test_the_log_is_searched_without_leaving_the_page(open_page: Open) -> None:
    page = open_page("/audit")
    page.evaluate("window.same = true")
    page.get_by_label("Kind").select_option("notice")
    expect(page.get_by_role("row", name="switch.off")).to_have_count(0)
    expect(page.get_by_role("row", name="notice.add")).not_to_have_count(0)
    assert page.evaluate("window.same") and "action=notice" in page.url
    assert barriers(page) == []


def test_codes_are_set_up_from_the_page(open_page: Open, console: Console) -> None:
    page = open_page("/sign-in", is_in=False)
    sign_in(page, console, "editor")
    page.goto(f"{console.address}/account/code")
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Ask for codes").click()
    expect(page.get_by_role("status")).to_contain_text("From now on you are asked for a code")
    assert barriers(page) == []
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Name or e-mail address").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Enter your code")).to_be_visible()
    assert barriers(page) == []
