"""Suggestions while typing, under the rules of the ARIA combobox pattern."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.widget import Widget

pytestmark = [pytest.mark.model, pytest.mark.browser]


def test_a_suggestion_is_chosen_and_asked_by_keyboard(page: Page, widget: Widget) -> None:
    widget.open()
    expect(widget.field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("renew my")
    options = widget.panel.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(widget.field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    first = options.first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(widget.field).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    expect(widget.field).to_be_focused()
    text = first.inner_text()
    page.keyboard.press("Enter")
    expect(widget.questions).to_have_text([text])
    expect(widget.replies).to_have_count(1)


def test_the_arrows_go_round_through_the_field_itself(page: Page, widget: Widget) -> None:
    widget.open()
    page.keyboard.type("tag")
    options = widget.panel.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(widget.field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Enter")
    expect(widget.questions).to_have_text(["tag"])


def test_escape_closes_the_list_and_not_the_panel(page: Page, widget: Widget) -> None:
    widget.open()
    page.keyboard.type("vote")
    expect(widget.panel.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(widget.panel.get_by_role("listbox")).to_be_hidden()
    expect(widget.panel).to_be_visible()
    expect(widget.field).to_have_value("vote")


def test_a_suggestion_is_chosen_by_pointer(widget: Widget) -> None:
    widget.open()
    widget.field.press_sequentially("hunting")
    option = widget.panel.get_by_role("option").first
    text = option.inner_text()
    option.click()
    expect(widget.questions).to_have_text([text])


def test_suggestions_can_be_switched_off(page: Page, widget: Widget) -> None:
    widget.open()
    widget.tab("Options")
    widget.panel.get_by_label("Suggest questions while I type").uncheck()
    widget.tab("Chat")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    widget.field.press_sequentially("vote")
    page.wait_for_timeout(500)
    assert not [url for url in asked if "suggest" in url]
