"""What a citizen sees of a person in the widget: the line, who joined, what they say, and the end of it."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.conftest import AGENT_TOKEN, Open
from tests.web.widget import Widget

pytestmark = [pytest.mark.model, pytest.mark.browser]
PERSON = "let me talk to a real person"


def call(address: str, method: str, path: str, body: Any = None) -> Any:
    """A call of the agent's."""
    headers = {"Authorization": f"Bearer {AGENT_TOKEN}"}
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{address}/agents/api/v1{path}", content, headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.loads(response.read())


def test_a_talk_with_a_person(widget: Widget, address: str) -> None:
    call(address, "GET", "/queue")
    widget.open()
    expect(widget.ask(PERSON)).to_contain_text("You are number 1 in line.")
    above = widget.panel.locator(".notice.person")
    expect(above).to_contain_text("number 1 in line")
    (waiting,) = call(address, "GET", "/queue")["queue"]
    one = f"/conversations/{waiting['conversation']}"
    call(address, "POST", f"{one}/take")
    expect(above).to_have_text("Ana of ITS joined. You are talking with a person.")
    call(address, "POST", f"{one}/messages", {"text": "Hi, how can I help?"})
    expect(widget.replies.last.locator(".agent")).to_have_text("Ana of ITS, a person:")
    expect(widget.replies.last).to_contain_text("Hi, how can I help?")
    before = widget.replies.count()
    widget.say("my tag")
    expect(widget.questions.last).to_have_text("my tag")
    expect(widget.panel.locator(".typing")).to_be_hidden()
    assert widget.replies.count() == before, "the assistant is silent"
    widget.press("Close")
    call(address, "POST", f"{one}/messages", {"text": "Which county?"})
    expect(widget.launcher).to_have_accessible_name(re.compile("1 new answer"))
    widget.launcher.click()
    call(address, "POST", f"{one}/close")
    expect(above).to_have_count(0)
    expect(widget.reply).to_contain_text("Ana of ITS has ended this talk.")


def test_whoever_leaves_the_line_talks_to_the_assistant_again(widget: Widget, address: str) -> None:
    call(address, "GET", "/queue")
    widget.open()
    widget.ask(PERSON)
    widget.press("Go on without a person")
    expect(widget.reply).to_contain_text("you are no longer in line")
    expect(widget.panel.locator(".notice.person")).to_have_count(0)


def test_the_hours_stand_beside_the_offer_of_a_person(open_page: Open) -> None:
    for language, words in (("en", "People are here"), ("es", "Hay personas disponibles")):
        widget = open_page(f'lang="{language}"')
        widget.page.locator("missi-chat .launcher").click()
        widget.page.locator("missi-chat form.composer input").fill("are you a robot?")
        widget.page.locator("missi-chat form.composer input").press("Enter")
        expect(widget.page.locator("missi-chat .reply .hours")).to_contain_text(words)


def test_deleting_by_words_empties_the_widget(widget: Widget) -> None:
    widget.open()
    expect(widget.ask("delete this conversation")).to_contain_text("can't be brought back")
    widget.press("Delete it")
    expect(widget.status).to_have_text("The conversation was deleted.")
    expect(widget.log).not_to_contain_text("can't be brought back")  # at most the last word is left to read
    assert widget.page.evaluate("localStorage.getItem('missi.session')") is None
