"""The widget in other people's pages: policies, hostile styles and texts, attributes, events, no script."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.axe import barriers
from tests.web.conftest import OTHER_ORIGIN, Open
from tests.web.host import page_with
from tests.web.states import LICENSE, STATES
from tests.web.widget import Widget

pytestmark = [pytest.mark.model, pytest.mark.browser]
HOSTILE_TEXT = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>'


@pytest.mark.parametrize("state", STATES)
def test_the_strictest_policy_is_never_broken(open_page: Open, state: str) -> None:
    widget = open_page()
    errors: list[str] = []
    widget.page.on("pageerror", lambda error: errors.append(str(error)))
    STATES[state](widget)
    assert widget.page.evaluate("window.broken") == []
    assert errors == []


def looks(widget: Widget) -> object:
    """Sizes, colors and letters of everything in the widget."""
    return widget.page.evaluate(
        "() => { const { shadowRoot } = document.querySelector('missi-chat');"
        " const told = ['display', 'color', 'backgroundColor', 'font', 'margin', 'padding', 'width',"
        " 'height', 'opacity', 'visibility', 'letterSpacing', 'textTransform', 'direction', 'position',"
        " 'transform'];"
        " return [...shadowRoot.querySelectorAll('.panel, .panel *')].map((element) => {"
        " const style = getComputedStyle(element); return told.map((name) => style[name]).join(); }); }"
    )


def test_a_hostile_style_sheet_of_the_page_changes_nothing_in_the_widget(open_page: Open) -> None:
    seen = []
    for hostile in (False, True):
        widget = open_page(hostile=hostile, reduced_motion="reduce")
        widget.open()
        widget.field.blur()
        seen.append(looks(widget))
    assert seen[0] == seen[1]


def test_the_widget_changes_nothing_of_the_page(page: Page, widget: Widget) -> None:
    look = (
        "() => JSON.stringify([...document.querySelectorAll('main, main *')]"
        ".map((e) => [...getComputedStyle(e)].map((name) => getComputedStyle(e)[name])))"
    )
    before = page.evaluate(look)
    widget.open()
    widget.ask(LICENSE)
    assert page.evaluate(look) == before
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_hostile_text_of_a_citizen_stays_text(page: Page, widget: Widget) -> None:
    widget.open()
    widget.ask(HOSTILE_TEXT)
    expect(widget.questions.last).to_have_text(HOSTILE_TEXT)
    assert page.evaluate("window.hacked") is None


def test_hostile_text_of_the_server_stays_text_and_its_links_are_not_followed(
    page: Page, widget: Widget
) -> None:
    def spoil(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        answer = json.loads(route.fetch().text())
        reply = answer["turn"]["reply"]
        reply["texts"] = [HOSTILE_TEXT]
        reply["cards"] = [
            reply["cards"][0]
            | {
                "title": HOSTILE_TEXT,
                "summary": HOSTILE_TEXT,
                "link": {"text": "x", "href": "javascript:window.hacked = 1"},
            }
            | {"source": {"title": HOSTILE_TEXT, "url": "data:text/html,x"}}
        ]
        route.fulfill(json=answer)

    page.context.route("**/api/v1/messages", spoil)
    page.context.route(
        "**/api/v1/events?*", lambda route: route.abort()
    )  # else the stream tells the turn first
    widget.open()
    reply = widget.ask(LICENSE)
    expect(reply.get_by_text(HOSTILE_TEXT).first).to_be_visible()
    assert reply.locator("img, script").count() == 0
    assert reply.locator("a").evaluate_all("(links) => links.map(({ protocol }) => protocol)") in (
        [],
        ["tel:"],
    )
    assert page.evaluate("window.hacked") is None


def test_the_attributes_of_the_page_are_kept_to(open_page: Open) -> None:
    widget = open_page(
        'greeting="Howdy!" position="left" theme="dark" accent="#7a0019" open-on-load lang="en"'
    )
    expect(widget.panel.get_by_text("Howdy!")).to_be_visible()
    box = widget.panel.bounding_box()
    assert box and box["x"] < 100
    expect(widget.page.locator(".missi")).to_have_attribute("data-theme", "dark")
    expect(widget.field).not_to_be_focused()  # the page opened it, not the citizen


def test_a_page_of_another_origin_may_embed_it_when_the_server_allows_it(
    open_page: Open, address: str
) -> None:
    widget = open_page()
    html = page_with(server=address)
    widget.page.route(f"{OTHER_ORIGIN}/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    widget.page.goto(OTHER_ORIGIN)
    widget.open()
    widget.ask(LICENSE)
    widget.tab("Options")
    expect(widget.panel.get_by_role("heading", name="Options")).to_be_visible()


def test_a_page_may_ask_the_first_question(open_page: Open) -> None:
    widget = open_page(f'ask="{LICENSE}"')
    widget.open()
    expect(widget.questions).to_have_text([LICENSE])
    expect(widget.replies).to_have_count(1)


@pytest.mark.parametrize("accent", ["#ffe680", "#0b4478", "#808080", "#ff0000"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_any_accent_is_made_readable(open_page: Open, accent: str, theme: str) -> None:
    widget = open_page(f'accent="{accent}" theme="{theme}"')
    STATES["answer"](widget)
    assert barriers(widget.page) == []


def test_the_page_can_lead_the_widget_and_hears_what_happens(page: Page, widget: Widget) -> None:
    page.evaluate(
        "window.heard = []; for (const name of ['open', 'answer', 'close'])"
        " addEventListener(`missi:${name}`, ({ type }) => window.heard.push(type))"
    )
    page.evaluate("(text) => document.querySelector('missi-chat').ask(text)", LICENSE)
    expect(widget.replies).to_have_count(1)
    page.evaluate("document.querySelector('missi-chat').close()")
    expect(widget.panel).to_be_hidden()
    page.evaluate("document.querySelector('missi-chat').open()")
    expect(widget.panel).to_be_visible()
    assert page.evaluate("window.heard") == ["missi:open", "missi:answer", "missi:close", "missi:open"]


def test_the_demonstration_portal_asks_through_the_widget_and_keeps_services_with_it(
    open_page: Open, address: str
) -> None:
    widget = open_page()
    page = widget.page
    page.goto(f"{address}/chat/")
    page.get_by_role("search").get_by_role("textbox").fill(LICENSE)
    page.get_by_role("search").get_by_role("button").click()
    expect(widget.replies).to_have_count(1)
    widget.reply.get_by_role("button", name="Save to my services").click()
    expect(page.locator("#my-services").get_by_role("button", name="Renew a driver license")).to_have_count(1)
    assert page.evaluate("window.broken") == []


def test_without_javascript_the_same_conversation_is_a_page(open_page: Open, address: str) -> None:
    page = open_page(java_script_enabled=False).page
    page.goto(f"{address}/chat/plain")
    page.get_by_role("textbox").fill(LICENSE)
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_text("Renew up to six months").first).to_be_visible()
    page.get_by_role("textbox").fill("What does it cost?")
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_text("$24").first).to_be_visible()
