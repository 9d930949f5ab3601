"""What citizens do in the widget, with a running assistant behind it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.conftest import Open
from tests.web.states import DANGER, LICENSE, LIST, VAGUE
from tests.web.widget import Widget

pytestmark = [pytest.mark.model, pytest.mark.browser]


def test_what_it_is_and_what_it_keeps_is_said_before_the_first_message(widget: Widget) -> None:
    widget.open()
    expect(widget.panel.get_by_text("automated assistant, not a person")).to_be_visible()
    expect(widget.panel.get_by_text("keeps what you type")).to_be_visible()
    assert widget.page.evaluate("localStorage.getItem('missi.session')") is None


def test_an_answer_shows_the_record_with_its_source_and_date(widget: Widget) -> None:
    widget.open()
    reply = widget.ask(LICENSE)
    expect(widget.questions.last).to_have_text(LICENSE)
    expect(reply.get_by_role("heading", name="Renew a driver license")).to_be_visible()
    expect(reply.locator(".source")).to_have_text(re.compile(r"^Source: .+checked [A-Z][a-z]+ \d+, 20\d\d$"))
    reply.get_by_text("Why this answer?").click()
    expect(reply.get_by_text("service:dl-renew")).to_be_visible()
    expect(reply.get_by_text("Confidence")).to_be_visible()


def test_a_follow_up_is_understood_from_what_was_said(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    expect(widget.ask("What does it cost?")).to_contain_text("$24")


def test_a_quick_reply_asks_further(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE).get_by_role("list", name="Choose one").get_by_role("button").first.click()
    expect(widget.replies).to_have_count(2)


def test_a_choice_is_taken_by_its_button(widget: Widget) -> None:
    widget.open()
    option = widget.ask(VAGUE).get_by_role("list", name="Choose one").get_by_role("button").first
    title = option.inner_text()
    option.click()
    expect(widget.replies).to_have_count(2)
    expect(widget.questions.last).to_have_text(title)
    expect(widget.reply).to_contain_text(title)


def test_a_long_list_goes_on_with_show_more(widget: Widget) -> None:
    widget.open()
    widget.ask(LIST).get_by_role("button", name="Show more").click()
    expect(widget.replies).to_have_count(2)
    expect(widget.reply.get_by_role("listitem").first).to_be_visible()


def test_danger_gives_the_number_at_once_and_keeps_911_in_sight(widget: Widget) -> None:
    widget.open()
    reply = widget.ask(DANGER)
    expect(reply.get_by_role("link", name="800-222-1222").first).to_have_attribute("href", "tel:800-222-1222")
    expect(widget.panel.get_by_role("link", name="Call 911")).to_be_visible()


def test_a_rating_and_its_comment_outlive_a_reload(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    helped = widget.panel.get_by_role("button", name="This helped")
    helped.click()
    expect(helped).to_have_attribute("aria-pressed", "true")
    widget.panel.get_by_label("Would you like to say more?").fill("Clear and short.")
    widget.press("Send comment")
    expect(widget.status).to_have_text("Thank you for telling us.")
    widget.page.reload()
    expect(helped).to_have_attribute("aria-pressed", "true")


def test_an_answer_can_be_copied(open_page: Open) -> None:
    widget = open_page(permissions=["clipboard-read", "clipboard-write"])
    widget.open()
    widget.ask(LICENSE)
    widget.press("Copy this answer")
    expect(widget.status).to_have_text("Copied.")
    assert "Renew a driver license" in widget.page.evaluate("navigator.clipboard.readText()")


def test_a_reload_loses_nothing(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    widget.field.fill("What does it")
    widget.page.reload()
    expect(widget.panel).to_be_visible()
    expect(widget.questions).to_have_text([LICENSE])
    expect(widget.field).to_have_value("What does it")
    expect(widget.ask("What does it cost?")).to_contain_text("$24")


def test_a_second_tab_shows_the_same_conversation_as_it_goes_on(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    second = Widget(widget.page.context.new_page())
    second.page.goto(widget.page.url)
    second.open()
    expect(second.questions).to_have_text([LICENSE])
    widget.ask("What does it cost?")
    expect(second.questions).to_have_text([LICENSE, "What does it cost?"])
    expect(second.replies).to_have_count(2)


def test_starting_over_makes_the_assistant_forget(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    widget.tab("Options")
    widget.press("Start over")
    expect(widget.reply).to_contain_text("What can I look up for you?")
    assert "$24" not in widget.ask("What does it cost?").inner_text()


def test_deleting_asks_once_and_then_leaves_nothing_here_or_on_the_server(
    widget: Widget, address: str
) -> None:
    widget.open()
    widget.ask(LICENSE)
    token = json.loads(widget.page.evaluate("localStorage.getItem('missi.session')"))["token"]
    widget.tab("Options")
    widget.press("Delete this conversation")
    widget.press("Keep it")
    widget.press("Delete this conversation")
    widget.press("Delete it")
    expect(widget.status).to_have_text("The conversation was deleted.")
    expect(widget.replies).to_have_count(0)
    assert widget.page.evaluate("localStorage.getItem('missi.session')") is None
    known = widget.page.context.request.get(
        f"{address}/chat/api/v1/messages", headers={"Authorization": f"Bearer {token}"}
    )
    assert known.status == 401


def test_a_deleted_conversation_leaves_the_other_tab_too(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    second = Widget(widget.page.context.new_page())
    second.page.goto(widget.page.url)
    second.open()
    expect(second.replies).to_have_count(1)
    widget.tab("Options")
    widget.press("Delete this conversation")
    widget.press("Delete it")
    expect(second.replies).to_have_count(0)


@pytest.mark.parametrize(("button", "ending"), [("Save as text", "txt"), ("Save as a web page", "html")])
def test_the_conversation_can_be_saved(page: Page, widget: Widget, button: str, ending: str) -> None:
    widget.open()
    widget.ask(LICENSE)
    widget.tab("Options")
    with page.expect_download() as saved:
        widget.press(button)
    assert saved.value.suggested_filename == f"missi.{ending}"
    assert LICENSE in Path(saved.value.path()).read_text(encoding="utf-8")


def test_printing_leaves_the_page_around_away(page: Page, widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    page.evaluate("window.print = () => {}")
    widget.tab("Options")
    widget.press("Print")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Department of Examples")).to_be_hidden()
    expect(widget.reply).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_role("heading", name="Department of Examples")).to_be_visible()


def test_a_text_near_the_limit_is_counted_and_one_beyond_it_is_not_sent(widget: Widget) -> None:
    widget.open()
    widget.field.fill("a" * 990)
    expect(widget.panel.get_by_text("10 characters left")).to_be_visible()
    widget.say("a" * 1003)
    expect(widget.panel.get_by_text("shorten your question by 3 characters")).to_be_visible()
    expect(widget.questions).to_have_count(0)
    expect(widget.field).to_have_value("a" * 1003)


def test_an_answer_that_comes_while_the_panel_is_closed_is_counted_on_the_button(widget: Widget) -> None:
    widget.open()
    held: list[Route] = []
    widget.page.context.route("**/api/v1/messages", lambda route: held.append(route))
    with widget.page.expect_request("**/api/v1/messages"):
        widget.say(LICENSE)
    widget.press("Close")
    held[0].continue_()
    expect(widget.launcher).to_have_accessible_name(re.compile("1 new answer"))
    widget.launcher.click()
    expect(widget.replies).to_have_count(1)
    widget.press("Close")
    expect(widget.launcher).to_have_accessible_name("Ask Missi")
