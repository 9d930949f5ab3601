"""Training data in real Chromium: no barrier, marking by keyboard, and building without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.authoring.workspace import Workspace
from tests.console.member import enter
from tests.console.pictures import sign_in
from tests.console.server import Console, running
from tests.web.axe import barriers
from tests.web.browser import CHROMIUM, NOT_INSTALLED, running_browser

pytestmark = pytest.mark.browser
PATHS = (
    "/training",
    "/training?q=cost",
    "/training?q=nothing-like-this",
    "/training/ask_cost",
    "/training/ask_cost/phrase?phrase=what's the fee in [Hinds](county)",
    "/training/findings",
    "/responses",
    "/responses/utter_greet",
    "/stories",
    "/stories/conversations",
    "/stories/new?edit=thank",
    "/stories/greet",
    "/changes",
    "/changes/all",
)
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "400 %": {"viewport": {"width": 320, "height": 256}},
}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    with running(tmp_path_factory.mktemp("training")) as console:
        enter(console, "trainer").post("/training/greet", {"phrase": "howdy", "why": "seen in March"})
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
    sign_in(context.new_page(), console, "trainer")
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
def test_axe_finds_no_barrier_and_only_tables_scroll_sideways(open_page: Open, path: str, look: str) -> None:
    page = open_page(path, **LOOKS[look])
    assert barriers(page) == []
    assert page.evaluate("window.broken") == []
    if look == "400 %":
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_words_are_marked_by_keyboard(open_page: Open, console: Console) -> None:
    page = open_page("/training/ask_about/phrase?phrase=tell me about fishing")
    field = page.get_by_label("Phrase")
    field.press("End")
    for _ in "fishing":
        field.press("Shift+ArrowLeft")
    page.get_by_role("button", name="Mark as city").press("Enter")
    expect(field).to_have_value("tell me about [fishing](city)")
    page.get_by_role("button", name="Mark as county").press("Enter")
    expect(field).to_have_value("tell me about [fishing](city)")
    page.locator("#edit-why").fill("a test")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Kept as a draft")
    workspace = Workspace(console.settings.var / "checkout")
    assert "[fishing](city)" in workspace.files().read("data/nlu/questions/cost.yml")


def test_a_phrase_that_is_there_is_told_while_it_is_typed(open_page: Open) -> None:
    page = open_page("/training/ask_cost")
    page.get_by_label("As a citizen would type it").press_sequentially("Hello!")
    expect(page.locator("#checked")).to_contain_text("There already, as one of greet")
    assert barriers(page) == [] and page.evaluate("window.broken") == []


def test_a_story_is_built_by_keyboard_alone_and_without_scripts(open_page: Open) -> None:
    page = open_page("/stories/new", java_script_enabled=False)
    page.get_by_label("Name").fill("about fishing")
    page.get_by_label("Step 1", exact=True).select_option("intent:ask_about")
    page.get_by_label("Step 2", exact=True).select_option("action:utter_welcome")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Put a step in before step 2").press("Enter")
    expect(page.get_by_label("Step 3", exact=True)).to_have_value("action:utter_welcome")
    page.get_by_role("button", name="Take step 2 away").press("Enter")
    expect(page.get_by_label("Step 3", exact=True)).to_have_count(0)
    expect(page.get_by_role("region", name="YAML")).to_contain_text("- action: utter_welcome")
    page.get_by_label("Why").fill("a test")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Build a story")).to_be_visible()
    page.get_by_label("Why").fill("a test")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Kept as a draft")
    expect(page.get_by_role("heading", name="about fishing")).to_be_visible()


def test_a_change_is_undone_without_scripts(open_page: Open) -> None:
    page = open_page("/changes", java_script_enabled=False)
    page.get_by_role("link", name="Add to greet: howdy").click()
    expect(page.get_by_role("region", name="Diff")).to_contain_text("- howdy")
    page.get_by_label("Why").fill("a slip")
    page.get_by_role("button", name="Undo this change").click()
    expect(page.get_by_role("status")).to_contain_text("Undone")
    expect(page.get_by_role("row", name="Add to greet: howdy").last).to_contain_text("Undone")
