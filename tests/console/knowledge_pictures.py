"""`python -m tests.console.knowledge_pictures` takes the pictures of records in docs/staff-guide.md."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from bot.settings import read_settings
from tests.console.pictures import fill_day, save, sign_in
from tests.console.server import Console, running
from tests.web.browser import running_browser

RECORD = "/knowledge/service:fishing-license"
ANSWER = "You need a license to catch fish in fresh water once you are 16."
WHY = "the agency asked for the age"


def write(page: Page, console: Console) -> str:
    """As an editor: put the answer of a record in other words, send it for approval; return the draft."""
    page.goto(f"{console.address}/knowledge?words=license")
    save(page, "console-knowledge")
    page.goto(console.address + RECORD)
    save(page, "console-record")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Answer", exact=True).press_sequentially(" Not at night.")
    page.get_by_label("Answer", exact=True).fill(ANSWER)
    page.locator("#checked .preview").get_by_text(ANSWER).first.wait_for()
    save(page, "console-edit")
    page.get_by_label("Why").fill(WHY)
    page.get_by_role("button", name="Send for approval").click()
    page.get_by_role("status").first.wait_for()
    return page.url.partition("?")[0]


def approve(page: Page, draft: str) -> None:
    """As an approver: look at what changes, publish it, and look at the versions."""
    page.goto(draft)
    save(page, "console-draft")
    page.locator("#approve-why").fill("read it in the law")
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("status").first.wait_for()
    page.goto(f"{page.url.partition('/drafts')[0]}{RECORD}")
    page.get_by_role("heading", name="Versions").evaluate("(heading) => heading.scrollIntoView()")
    save(page, "console-versions")


def main() -> None:
    """Take all of them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as console,
        running_browser() as browser,
    ):
        (Path(folder) / "encoder").symlink_to(read_settings().encoder.parent.resolve())
        fill_day(console)
        pages = [browser.new_context(viewport={"width": 1180, "height": 820}).new_page() for _ in range(2)]
        for page, name in zip(pages, ("ana.reyes", "approver")):
            sign_in(page, console, name)
        approve(pages[1], write(pages[0], console))


if __name__ == "__main__":
    main()
