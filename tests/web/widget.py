"""What a citizen does with the widget in a page, and what they find there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class Widget:
    """The widget in an open page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name="Ask Missi")
        self.panel = page.get_by_role("dialog", name="Missi")
        self.field = self.panel.get_by_role("combobox", name="Your question")
        self.log = self.panel.get_by_role("log")
        self.questions = self.log.locator(".question p")
        self.replies = self.log.locator(".reply")
        self.status = self.panel.locator(".status")

    @property
    def reply(self) -> Locator:
        """The last answer."""
        return self.replies.last

    def open(self) -> None:
        """Open the panel, wait until the assistant has greeted."""
        self.launcher.click()
        expect(self.panel.get_by_text("Hello!")).to_be_visible()

    def say(self, text: str) -> None:
        """Send a message."""
        self.field.fill(text)
        self.field.press("Enter")

    def ask(self, text: str) -> Locator:
        """Send a message, return the answer to it."""
        before = self.replies.count()
        self.say(text)
        expect(self.replies).to_have_count(before + 1)
        return self.reply

    def tab(self, name: str) -> None:
        """Go to "Chat", "My services", or "Options"."""
        self.panel.get_by_role("navigation").get_by_role("button", name=name).click()

    def press(self, name: str) -> None:
        """Press a button of the panel."""
        self.panel.get_by_role("button", name=name, exact=True).last.click()
