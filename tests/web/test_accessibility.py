"""WCAG 2.2 AA as far as machines can tell: axe, and keyboard, focus, reflow, and announcements beyond it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import barriers
from tests.web.conftest import Open
from tests.web.listening import announced, start_listening
from tests.web.states import LICENSE, STATES, VAGUE
from tests.web.widget import Widget

pytestmark = [pytest.mark.model, pytest.mark.browser]
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
ZOOMED = {"viewport": {"width": 320, "height": 256}}
"""A window of 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10)."""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "high contrast": {"contrast": "more"},
    "phone": PHONE,
    "400 %": ZOOMED,
}
SMALLEST_TARGET = 24  # CSS pixels (WCAG 2.2, 2.5.8)
ACTIVE = "document.querySelector('missi-chat').shadowRoot.activeElement"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_barrier(open_page: Open, state: str, look: str) -> None:
    widget = open_page(**LOOKS[look])
    STATES[state](widget)
    assert barriers(widget.page) == []


@pytest.mark.parametrize("state", ["answer", "my services", "options", "rated"])
def test_every_target_is_large_enough(open_page: Open, state: str) -> None:
    widget = open_page(**PHONE)
    STATES[state](widget)
    small = widget.panel.locator(
        "button:visible, input:visible, select:visible, summary:visible"
    ).evaluate_all(
        "(targets, least) => targets.map((target) => (target.closest('label') ?? target))"
        ".filter((target) => { const { width, height } = target.getBoundingClientRect();"
        " return width < least || height < least; }).map((target) => target.outerHTML)",
        SMALLEST_TARGET,
    )
    assert small == []


@pytest.mark.parametrize("state", STATES)
def test_at_400_percent_nothing_needs_scrolling_sideways(open_page: Open, state: str) -> None:
    widget = open_page(**ZOOMED)
    STATES[state](widget)
    wide = widget.page.evaluate(
        "() => { const { shadowRoot } = document.querySelector('missi-chat');"
        " const isOut = ({ left, right }) => left < -1 || right > innerWidth + 1;"
        " return [...shadowRoot.querySelectorAll('*:not(.unseen)')]"
        " .filter((element) => element.checkVisibility() && isOut(element.getBoundingClientRect()))"
        " .map((element) => element.outerHTML.slice(0, 200)); }"
    )
    assert wide == []


def test_from_page_load_to_answer_by_keyboard_alone(page: Page, widget: Widget) -> None:
    expect(widget.launcher).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Tab")  # the page's own link, then the launcher
    expect(widget.launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(widget.field).to_be_focused()
    page.keyboard.type(VAGUE)
    page.keyboard.press("Enter")
    option = widget.reply.get_by_role("button").first
    expect(option).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if option.evaluate("(button) => button.matches(':focus')"):
            break
    expect(option).to_be_focused()
    page.keyboard.press("Enter")
    expect(widget.replies).to_have_count(2)
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()


def test_every_function_is_in_the_tab_order_from_top_to_bottom(page: Page, widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    expect(widget.panel.get_by_role("button", name="This helped")).to_be_visible()
    widget.panel.get_by_role("button", name="Close", exact=True).focus()
    reached = [page.evaluate(f"{ACTIVE}.outerHTML")]
    places = [page.evaluate(f"{ACTIVE}.compareDocumentPosition({ACTIVE})")]
    while "composer" not in page.evaluate(f"{ACTIVE}.closest('form')?.className ?? ''"):
        before = page.evaluate_handle(ACTIVE)
        page.keyboard.press("Tab")
        places.append(page.evaluate(f"(before) => before.compareDocumentPosition({ACTIVE})", before))
        reached.append(page.evaluate(f"{ACTIVE}.outerHTML"))
        assert page.evaluate(f"{ACTIVE}.matches(':focus-visible')"), reached[-1]
    assert all(place & 4 for place in places[1:]), "the focus follows the order of what is shown"
    for name in ("This helped", "Copy this answer", "Save to my services", "Why this answer?", "Options"):
        assert any(name in html for html in reached), name


def test_the_focus_is_never_hidden(page: Page, open_page: Open) -> None:
    """What has the focus lies whole within the window, also where the window is low (WCAG 2.2, 2.4.11)."""
    widget = open_page(**ZOOMED)
    widget.open()
    widget.ask(LICENSE)
    widget.panel.get_by_role("button", name="Close", exact=True).focus()
    for _ in range(15):
        widget.page.keyboard.press("Tab")
        hidden = widget.page.evaluate(
            f"() => {{ const {{ top, bottom, left, right }} = {ACTIVE}.getBoundingClientRect();"
            " const { shadowRoot } = document.querySelector('missi-chat');"
            " const at = shadowRoot.elementFromPoint((left + right) / 2, Math.max(top, 0) + 4);"
            f" return !({ACTIVE}.contains(at) || at?.contains({ACTIVE})); }}"
        )
        assert not hidden, widget.page.evaluate(f"{ACTIVE}.outerHTML")


def test_an_answer_is_announced_once_and_the_citizens_own_words_never(page: Page, widget: Widget) -> None:
    widget.open()
    start_listening(page)
    widget.ask(LICENSE)
    expect(widget.panel.get_by_role("button", name="This helped")).to_be_visible()
    page.wait_for_timeout(500)
    heard = announced(page)
    assert sum("Renew up to six months" in words for words in heard) == 1, heard
    assert not any(LICENSE in words or "This helped" in words for words in heard), heard


def test_what_was_said_before_a_reload_is_not_announced_again(page: Page, widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    page.reload()
    widget.launcher.or_(widget.panel).first.wait_for()
    start_listening(page)
    expect(widget.replies).to_have_count(1)
    page.wait_for_timeout(500)
    assert not any("Renew up to six months" in words for words in announced(page))
    widget.ask("What does it cost?")
    assert sum("$24" in words for words in announced(page)) == 1


def test_the_accessibility_tree_names_what_there_is(page: Page, widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    tree = {
        (node["role"]["value"], node.get("name", {}).get("value", "")): node
        for node in nodes
        if "role" in node
    }
    assert ("dialog", "Missi") in tree
    assert ("combobox", "Your question") in tree
    assert ("button", "Send") in tree
    assert ("heading", "Renew a driver license") in tree
    live = {p["name"]: p["value"]["value"] for p in tree["log", "Chat"]["properties"]}
    assert live["live"] == "polite"


def test_on_a_phone_the_focus_stays_in_the_panel_until_it_is_closed(open_page: Open) -> None:
    widget = open_page(**PHONE)
    widget.launcher.tap()
    assert widget.panel.evaluate("(panel) => panel.matches(':modal')")
    expect(widget.panel.get_by_role("heading", name="Missi", exact=True)).to_be_focused()
    for _ in range(25):
        widget.page.keyboard.press("Tab")
        assert widget.page.evaluate("['MISSI-CHAT', 'BODY'].includes(document.activeElement.tagName)")
    widget.page.keyboard.press("Escape")
    expect(widget.launcher).to_be_focused()


def test_beside_the_page_the_focus_may_leave_the_panel(page: Page, widget: Widget) -> None:
    widget.open()
    assert not widget.panel.evaluate("(panel) => panel.matches(':modal')")
    page.get_by_role("link", name="A link of the page").focus()
    expect(page.get_by_role("link", name="A link of the page")).to_be_focused()


def test_the_keyboard_of_a_phone_never_covers_the_field(open_page: Open) -> None:
    """A keyboard makes the visual viewport lower; the page is told so, as a phone's browser tells it."""
    widget = open_page(**PHONE)
    widget.open()
    widget.field.focus()
    widget.page.evaluate(
        "() => { Object.defineProperty(visualViewport, 'height', { value: 420 });"
        " visualViewport.dispatchEvent(new Event('resize')); }"
    )
    box = widget.field.bounding_box()
    assert box and box["y"] + box["height"] <= 420


def test_less_motion_means_none(open_page: Open) -> None:
    widget = open_page(reduced_motion="reduce")
    widget.open()
    widget.ask(LICENSE)
    assert widget.page.evaluate("document.getAnimations({ subtree: true }).length") == 0


def test_escape_leads_from_a_page_to_the_conversation_and_then_out(page: Page, widget: Widget) -> None:
    widget.open()
    widget.tab("Options")
    expect(widget.panel.get_by_role("heading", name="Options")).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.field).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
