"""The states of the widget that are checked and shown in the pages: their names, and how to get there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.web.widget import Widget

LICENSE = "How do I renew my driver license?"
VAGUE = "report fraud"
LIST = "What services are there for driving?"
DANGER = "my kid swallowed bleach"


def _launcher(widget: Widget) -> None:
    expect(widget.launcher).to_be_visible()


def _answer(widget: Widget) -> None:
    widget.open()
    widget.ask(LICENSE)
    expect(widget.panel.get_by_role("button", name="This helped")).to_be_visible()


def _asked(text: str) -> Callable[[Widget], None]:
    def ask(widget: Widget) -> None:
        widget.open()
        widget.ask(text)

    return ask


def _rated(widget: Widget) -> None:
    _answer(widget)
    widget.press("This did not help")
    expect(widget.panel.get_by_label("Would you like to say more?")).to_be_visible()


def _why(widget: Widget) -> None:
    _answer(widget)
    widget.reply.get_by_text("Why this answer?").click()


def _suggestions(widget: Widget) -> None:
    widget.open()
    widget.field.press_sequentially("renew")
    expect(widget.panel.get_by_role("option").first).to_be_visible()
    widget.field.press("ArrowDown")


def _too_long(widget: Widget) -> None:
    widget.open()
    widget.field.fill("x" * 1001)


def _services(widget: Widget) -> None:
    _answer(widget)
    widget.panel.get_by_role("button", name="Save to my services: ").click()
    widget.tab("My services")
    widget.panel.get_by_label("Search").fill("fishing")
    expect(widget.panel.get_by_text("services", exact=False).last).to_be_visible()
    widget.panel.get_by_text("Topics I follow").click()


def _options(widget: Widget) -> None:
    widget.open()
    widget.tab("Options")
    expect(widget.panel.get_by_role("heading", name="Options")).to_be_visible()


def _deleting(widget: Widget) -> None:
    _options(widget)
    widget.press("Delete this conversation")


def _offline(widget: Widget) -> None:
    widget.open()
    widget.page.context.set_offline(True)
    widget.say(LICENSE)
    expect(widget.panel.get_by_text("Waiting to be sent")).to_be_visible()


STATES: dict[str, Callable[[Widget], None]] = {
    "closed": _launcher,
    "greeting": Widget.open,
    "answer": _answer,
    "why this answer": _why,
    "choices": _asked(VAGUE),
    "list": _asked(LIST),
    "rated": _rated,
    "danger": _asked(DANGER),
    "suggestions": _suggestions,
    "too long": _too_long,
    "my services": _services,
    "options": _options,
    "deleting": _deleting,
    "offline": _offline,
}
