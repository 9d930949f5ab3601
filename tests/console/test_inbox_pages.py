"""The inbox in real Chromium: no barrier that machines find; by mouse, by keyboard, and without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import insert, select
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.console.access.accounts import Accounts
from bot.journal.entry import Entry
from bot.journal.tables import ENTRY
from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address
from bot.review.tables import TURN
from tests.console.pictures import sign_in
from tests.console.server import Console, add_account, running
from tests.web.axe import barriers
from tests.web.browser import CHROMIUM, NOT_INSTALLED, running_browser

pytestmark = pytest.mark.browser
QUESTIONS = {
    "What's the fee for oysters in Hinds county?": 5,
    "Is there a ferry to the island?": 4,
    "Who mends potholes on my road?": 3,
    "How far is the moon?": 2,
    "asdf jkl": 1,
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
    "400 %": {"viewport": {"width": 320, "height": 256}},
}
PATHS = ("/inbox", "/inbox?state=handled", "/inbox?outcome=refuse", "/inbox/1", "/inbox/decisions", "/gaps")
TAKEN_S = 20.0
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A console with a few questions in its inbox."""
    with running(tmp_path_factory.mktemp("inbox")) as console:
        engine = open_database(conversations_address(console.settings))
        add_account(Accounts(engine, AuditLog(engine)), "tess", ("trainer", "editor", "agent"), "Tess Lee")
        asked = [(question, n) for question, times in QUESTIONS.items() for n in range(times)]
        entries = (
            Entry(f"rest-{n}", time.time() - n, "rest", "refuse", q, "No.", intent="ask") for q, n in asked
        )
        with engine.begin() as connection:
            connection.execute(insert(ENTRY), [entry.as_row() for entry in entries])
        await_intake(engine, len(asked))
        engine.dispose()
        yield console


def await_intake(engine: Engine, turns: int) -> None:
    """Wait until the console has taken so many turns in."""
    last = time.monotonic() + TAKEN_S
    while time.monotonic() < last:
        with engine.connect() as connection:
            if len(connection.execute(select(TURN.c.entry)).all()) == turns:
                return
        time.sleep(0.2)
    raise AssertionError("the console took nothing in")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip(NOT_INSTALLED)
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def state(browser: Browser, console: Console) -> Any:
    context = browser.new_context()
    sign_in(context.new_page(), console, "tess")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_page(browser: Browser, console: Console, state: Any) -> Iterator[Open]:
    contexts = []

    def open_page(path: str, **options: Any) -> Page:
        context = browser.new_context(storage_state=state, **options)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(
            "window.broken = []; addEventListener('securitypolicyviolation',"
            " (event) => window.broken.push(event.violatedDirective + ' ' + event.blockedURI))"
        )
        page.goto(console.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_barrier_and_nothing_breaks_the_policy(open_page: Open, path: str, look: str) -> None:
    page = open_page(path, **LOOKS[look])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("window.broken") == []
    if look == "400 %":
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_list_is_narrowed_down_without_leaving_the_page(open_page: Open) -> None:
    page = open_page("/inbox")
    page.evaluate("window.same = true")
    page.get_by_label("How it ended").select_option("clarify")
    expect(page.get_by_text("Nothing fits this filter.")).to_be_visible()
    assert page.evaluate("window.same") and "outcome=clarify" in page.url
    assert barriers(page) == []


def test_a_question_is_opened_decided_and_undone_by_shortcuts(open_page: Open) -> None:
    page = open_page("/inbox")
    for key in "jjk":
        page.keyboard.press(key)
    expect(page.locator("tr.current")).to_contain_text("oysters")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ferry")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("r")  # not while the help is open
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.get_by_role("status").first).to_contain_text("Noted as right")
    expect(page.locator("#clusters")).not_to_contain_text("ferry")
    page.keyboard.press("u")
    expect(page.locator("#clusters")).to_contain_text("ferry")


def test_shortcuts_are_turned_off(open_page: Open) -> None:
    page = open_page("/inbox")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_role("button", name="Turn them off").click()
    expect(page.locator("[data-keys]:not([data-on])")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("?")
    assert page.locator("tr.current, dialog[open]").count() == 0
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_role("button", name="Turn them on").click()
    expect(page.locator("[data-keys][data-on]")).to_have_count(1)
    page.keyboard.press("j")
    expect(page.locator("tr.current")).to_have_count(1)


def test_letters_typed_in_a_field_are_no_shortcuts(open_page: Open) -> None:
    page = open_page("/inbox/1")
    page.get_by_label("Why").fill("")
    page.get_by_label("Why").press_sequentially("rnb?")
    expect(page.get_by_label("Why")).to_have_value("rnb?")
    page.get_by_label("Why").press("Enter")
    expect(page).to_have_url(re.compile(r"/inbox/1$"))


def test_names_are_marked_with_the_mouse_or_the_keyboard(open_page: Open) -> None:
    page = open_page("/inbox/1")
    phrase = page.get_by_label("A training phrase of it")
    phrase.evaluate(
        "(field) => field.setSelectionRange(field.value.indexOf('Hinds'), field.value.length - 1)"
    )
    page.get_by_label("Kind of name").select_option("county")
    page.get_by_role("button", name="Mark the selected words").click()
    expect(phrase).to_have_value("What's the fee for oysters in [Hinds county](county)?")
    phrase.focus()
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("button", name="Mark the selected words").focus()
    page.keyboard.press("Enter")
    expect(phrase).to_have_value("[What's](county) the fee for oysters in [Hinds county](county)?")


def test_a_record_is_found_while_typing(open_page: Open) -> None:
    page = open_page("/inbox/1")
    page.get_by_label("Find the record").press_sequentially("pothole")
    page.get_by_role("radio", name=re.compile("service:pothole")).check()
    assert barriers(page) == [] and page.evaluate("window.broken") == []


def test_all_of_it_works_without_scripts(open_page: Open) -> None:
    page = open_page("/inbox", java_script_enabled=False)
    page.get_by_label("Order").select_option("seen")
    page.get_by_role("button", name="Narrow down").click()
    assert "order=seen" in page.url
    page.get_by_role("link", name="Who mends potholes on my road?").click()
    page.get_by_label("Find the record").fill("pothole")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("radio", name=re.compile("service:pothole")).check()
    page.get_by_role("button", name="Add as asks of the record").click()
    expect(page.get_by_role("status").first).to_contain_text("The asks are drafted")
    page.get_by_label("Tick: asdf jkl").check()
    page.get_by_role("button", name="Nothing to do").click()
    expect(page.locator("#clusters")).not_to_contain_text("asdf")
    page.get_by_role("button", name="Undo it").click()
    expect(page.locator("#clusters")).to_contain_text("asdf")
    page.get_by_role("link", name="How far is the moon?").click()
    page.get_by_label("What is missing").fill("Nothing is known of the moon.")
    page.get_by_role("button", name="Open a ticket").click()
    page.get_by_role("link", name="Gap tickets").click()
    page.get_by_label("What came of it").fill("they said no")
    page.get_by_role("button", name="Close the ticket").click()
    expect(page.get_by_role("status")).to_contain_text("The ticket is closed")
