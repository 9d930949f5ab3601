"""Speaking and listening, off until switched on; a test machine has neither, so both have stand-ins."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.states import LICENSE
from tests.web.widget import Widget

pytestmark = [pytest.mark.model, pytest.mark.browser]
VOICE_AND_EAR = """
window.spoken = [];
speechSynthesis.speak = ({ text }) => window.spoken.push(text);
window.SpeechRecognition = class {
  start() {
    setTimeout(() => {
      this.onresult({ results: [[{ transcript: "renew my tag" }]] });
      this.onend();
    });
  }
};
"""


@pytest.fixture
def widget(widget: Widget) -> Widget:
    """The widget in a browser that can speak and listen."""
    widget.page.add_init_script(VOICE_AND_EAR)
    widget.page.reload()
    widget.open()
    return widget


def test_nothing_is_read_aloud_and_nobody_listens_by_default(page: Page, widget: Widget) -> None:
    widget.ask(LICENSE)
    expect(widget.panel.get_by_role("button", name="Speak your question")).to_be_hidden()
    assert page.evaluate("window.spoken") == []


def test_answers_are_read_aloud_once_that_is_switched_on(page: Page, widget: Widget) -> None:
    widget.tab("Options")
    widget.panel.get_by_label("Read answers aloud").check()
    widget.tab("Chat")
    widget.ask(LICENSE)
    (spoken,) = page.evaluate("window.spoken")
    assert "Renew" in spoken and "http" not in spoken


def test_one_answer_can_be_read_aloud_by_its_button(page: Page, widget: Widget) -> None:
    widget.ask(LICENSE)
    widget.press("Read aloud")
    assert len(page.evaluate("window.spoken")) == 1


def test_a_spoken_question_is_written_into_the_field_to_be_looked_at(widget: Widget) -> None:
    widget.tab("Options")
    widget.panel.get_by_label("Let me speak my question").check()
    widget.tab("Chat")
    widget.press("Speak your question")
    expect(widget.field).to_have_value("renew my tag")
    expect(widget.questions).to_have_count(0)
