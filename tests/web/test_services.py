"""My services: found, kept, and saved as files, with the events a citizen follows; and the options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.states import LICENSE
from tests.web.widget import Widget

pytestmark = [pytest.mark.model, pytest.mark.browser]
SAVE = "Save to my services: "


def test_a_service_kept_from_an_answer_stays_over_a_reload_and_can_go_again(
    page: Page, widget: Widget
) -> None:
    widget.open()
    star = widget.ask(LICENSE).get_by_role("button", name=SAVE)
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.reload()
    widget.tab("My services")
    expect(widget.panel.get_by_role("heading", name="Renew a driver license")).to_be_visible()
    widget.panel.locator(".page").get_by_role("button", name=SAVE).click()
    expect(widget.panel.get_by_text("Nothing saved yet")).to_be_visible()


def test_services_are_found_by_topic_and_by_words(widget: Widget) -> None:
    widget.open()
    widget.tab("My services")
    widget.panel.get_by_label("Topic").select_option("Outdoors")
    widget.panel.get_by_label("Search").fill("fishing license")
    expect(widget.panel.get_by_role("heading", name="fishing license").first).to_be_visible()


def test_what_is_kept_can_be_saved_as_a_file(page: Page, widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE).get_by_role("button", name=SAVE).click()
    widget.tab("My services")
    with page.expect_download() as saved:
        widget.press("Save as a file")
    kept = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert [service["record"] for service in kept["services"]] == ["service:dl-renew"]


def test_the_events_followed_are_listed_and_can_be_saved_for_a_calendar(page: Page, widget: Widget) -> None:
    widget.open()
    widget.tab("My services")
    panel = widget.panel
    events = panel.locator("section", has_text="Upcoming events").get_by_role("heading", level=4)
    expect(events.first).to_be_visible()
    everything = events.count()
    panel.get_by_text("Topics I follow").click()
    panel.get_by_role("checkbox", name="Government").check()
    panel.get_by_label("County").select_option("Hinds County")
    expect(events).not_to_have_count(everything)
    followed = events.count()
    assert followed
    with page.expect_download() as saved:
        widget.press("Save events for my calendar")
    calendar = Path(saved.value.path()).read_text(encoding="utf-8")
    assert calendar.startswith("BEGIN:VCALENDAR") and calendar.rstrip().endswith("END:VCALENDAR")
    days = panel.get_by_role("link", name="Add to calendar").count()
    assert calendar.count("BEGIN:VEVENT") == calendar.count("END:VEVENT") >= days > 0
    page.reload()
    widget.tab("My services")
    expect(events).to_have_count(followed)


@pytest.mark.parametrize(
    ("name", "theme"), [("Dark", "dark"), ("High contrast", "contrast"), ("Light", "light")]
)
def test_colors_can_be_chosen(page: Page, widget: Widget, name: str, theme: str) -> None:
    widget.open()
    widget.tab("Options")
    widget.panel.get_by_label(name, exact=True).check()
    expect(page.locator(".missi")).to_have_attribute("data-theme", theme)
    page.reload()
    expect(page.locator(".missi")).to_have_attribute("data-theme", theme)


def test_text_can_be_made_larger(widget: Widget) -> None:
    widget.open()
    widget.tab("Options")
    size = "(panel) => parseFloat(getComputedStyle(panel).fontSize)"
    before = widget.panel.evaluate(size)
    widget.panel.get_by_label("Largest").check()
    assert widget.panel.evaluate(size) == pytest.approx(before * 1.5)


def test_the_widget_speaks_spanish_and_marks_the_english_of_the_assistant(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    widget.tab("Options")
    widget.panel.get_by_label("Español").click()
    page = widget.page
    expect(page.locator(".missi")).to_have_attribute("lang", "es")
    expect(page.get_by_role("radio", name="Español")).to_be_focused()
    page.get_by_role("button", name="Chat").click()
    expect(page.get_by_role("combobox", name="Su pregunta")).to_be_visible()
    expect(page.locator(".reply")).to_have_attribute("lang", "en")


def test_after_another_language_the_rest_is_made_anew_only_once(widget: Widget) -> None:
    widget.open()
    widget.tab("Options")
    widget.panel.get_by_label("Español").click()
    page = widget.page
    expect(page.locator(".missi")).to_have_attribute("lang", "es")  # the clicked one had the focus, too
    expect(page.get_by_role("radio", name="Español")).to_be_focused()
    panel = page.locator(".panel").element_handle()
    page.get_by_role("radio", name="Oscuro").check()
    expect(page.locator(".missi")).to_have_attribute("data-theme", "dark")
    assert panel and panel.evaluate("(panel) => panel.isConnected")
