"""Networks and servers that fail: nothing is lost or sent twice, and citizens are told what happens."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.web.conftest import Open
from tests.web.states import LICENSE
from tests.web.widget import Widget

pytestmark = [pytest.mark.model, pytest.mark.browser]
COST = "What does it cost?"
START_MS = 120_000


def test_offline_messages_wait_in_order_even_over_a_reload_and_are_sent_when_the_network_is_back(
    widget: Widget,
) -> None:
    widget.open()
    widget.page.context.set_offline(True)
    widget.say(LICENSE)
    widget.say(COST)
    expect(widget.status).to_contain_text("You are offline")
    expect(widget.questions).to_have_text([LICENSE, COST])
    expect(widget.panel.get_by_text("Waiting to be sent")).to_have_count(2)
    widget.page.context.set_offline(False)
    expect(widget.replies).to_have_count(2)
    expect(widget.questions).to_have_text([LICENSE, COST])
    expect(widget.panel.get_by_text("Waiting to be sent")).to_have_count(0)
    expect(widget.status).to_have_text("Connected again.")


def test_messages_kept_over_a_reload_are_sent_after_it(widget: Widget) -> None:
    widget.open()
    refuse = "**/api/v1/messages"
    widget.page.context.route(refuse, lambda route: route.abort())
    widget.say(LICENSE)
    widget.say(COST)
    expect(widget.panel.get_by_text("Waiting to be sent")).to_have_count(2)
    widget.page.reload()
    expect(widget.questions).to_have_text([LICENSE, COST])
    widget.page.context.unroute(refuse)
    expect(widget.replies).to_have_count(2)
    expect(widget.questions).to_have_text([LICENSE, COST])


def test_an_answer_lost_on_its_way_is_asked_for_again_and_never_doubled(widget: Widget) -> None:
    lost = []

    def lose_first(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)  # the server has it; the citizen never hears
            route.abort()
        else:
            route.continue_()

    widget.page.context.route("**/api/v1/messages", lose_first)
    widget.open()
    widget.say(LICENSE)
    expect(widget.replies).to_have_count(1)
    widget.page.wait_for_timeout(1500)
    widget.page.reload()
    expect(widget.questions).to_have_text([LICENSE])
    assert lost == [200]


def test_a_slow_server_is_told_about_and_waited_for(widget: Widget) -> None:
    def delay(route: Route) -> None:
        time.sleep(7)
        route.continue_()

    widget.open()
    widget.page.context.route("**/api/v1/messages", delay)
    widget.say(LICENSE)
    expect(widget.questions).to_have_text([LICENSE])
    expect(widget.panel.locator(".typing")).to_be_visible()
    expect(widget.replies).to_have_count(1)
    assert "longer than usual" in widget.status.inner_text()


def test_a_restart_of_the_assistant_in_mid_conversation_is_survived(
    widget: Widget, away: Callable[[], AbstractContextManager[None]]
) -> None:
    widget.open()
    widget.ask(LICENSE)
    with away():
        widget.say(COST)
        expect(widget.status).to_contain_text("No connection to the assistant")
        expect(widget.questions).to_have_text([LICENSE, COST])
    expect(widget.replies).to_have_count(2, timeout=START_MS)
    expect(widget.reply).to_contain_text("$24")
    expect(widget.questions).to_have_text([LICENSE, COST])


def test_behind_a_proxy_that_holds_the_stream_back_the_widget_polls(widget: Widget) -> None:
    """The second tab's stream never says a word; what the first one asks arrives all the same."""
    second = Widget(widget.page.context.new_page())
    second.page.route("**/api/v1/events?*", lambda _: None)
    widget.open()
    widget.ask(LICENSE)
    second.page.goto(widget.page.url)
    second.open()
    expect(second.replies).to_have_count(1)
    second.page.wait_for_timeout(5500)
    second.page.evaluate("localStorage.removeItem = localStorage.setItem = () => {}")
    widget.ask(COST)
    expect(second.replies).to_have_count(2)


def test_an_expired_conversation_gives_way_to_a_new_one_with_a_plain_word(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    spoil(widget.page)
    widget.ask(COST)
    expect(widget.log.get_by_text("Your earlier conversation has ended")).to_be_visible()
    expect(widget.questions).to_have_text([LICENSE, COST])


def spoil(page: Page) -> None:
    """Make the token one that the server does not take."""
    page.evaluate(
        "const kept = JSON.parse(localStorage['missi.session']);"
        "localStorage['missi.session'] = JSON.stringify({...kept, token: kept.token + 'x'})"
    )


def move_on(context: BrowserContext, version: str) -> None:
    """From now on the server has the same widget under another version only."""

    def assets(route: Route) -> None:
        path = route.request.url.partition("/assets/")[2]
        asked, _, name = path.partition("/")
        if asked == version:
            route.fulfill(status=404, json={"error": {"code": "not_found", "text": "Gone."}})
        else:
            route.continue_(url=route.request.url.replace(f"/{asked}/", f"/{version}/"))

    def config(route: Route) -> None:
        route.fulfill(json=json.loads(route.fetch().text()) | {"version": "next"})

    context.route("**/chat/assets/**", assets)
    context.route("**/api/v1/config", config)


def test_when_the_server_has_moved_on_the_widget_takes_its_new_version_in_place(
    widget: Widget, address: str
) -> None:
    version = widget.page.context.request.get(f"{address}/chat/api/v1/config").json()["version"]
    widget.open()
    widget.ask(LICENSE)
    widget.field.fill("half a question")
    move_on(widget.page.context, version)
    widget.tab("My services")  # a module not loaded yet, of a version that is gone
    expect(widget.page.locator("missi-chat link[href*='/next/']").first).to_be_attached()
    expect(widget.questions).to_have_text([LICENSE])
    expect(widget.field).to_have_value("half a question")
    widget.tab("My services")
    expect(widget.panel.get_by_role("heading", name="My services")).to_be_visible()


def test_a_page_loaded_while_the_server_moves_on_gets_the_new_version(open_page: Open, address: str) -> None:
    widget = open_page()
    version = widget.page.context.request.get(f"{address}/chat/api/v1/config").json()["version"]
    move_on(widget.page.context, version)
    widget.page.reload()
    widget.open()
    widget.ask(LICENSE)
