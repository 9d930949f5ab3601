"""`python -m tests.console.training_pictures` takes the pictures of training data in docs/staff-guide.md.

With a copy of this checkout's data, and the encoder and the model of this set-up.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import insert

from bot.journal.entry import Entry
from bot.journal.tables import ENTRY
from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address
from bot.settings import ROOT, read_settings
from tests.console.pictures import save, sign_in
from tests.console.server import Console, running
from tests.publishing.checkout import keep_history
from tests.web.browser import running_browser

PHRASE = "what do they charge for a fishing license"
ASKED = "Do you keep what I tell you?"
TAKEN_S = 4.0  # the console looks for new turns every two seconds
SLOW_MS = 90_000  # the first comparison reads every phrase


def make_copy(folder: Path) -> Path:
    """A checkout of its own with this one's training data."""
    for name in ("domain.yml", "config.yml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "data", folder / "data")
    keep_history(folder)
    return folder


def take(page: Page, console: Console) -> None:
    """Look for a phrase, add one, and look at the change."""
    for name in ("training", "responses", "stories"):
        page.goto(f"{console.address}/{name}")
        save(page, f"console-{name}")
    page.goto(f"{console.address}/responses/utter_goodbye")
    save(page, "console-response")
    page.goto(f"{console.address}/training/ask_cost")
    field = page.get_by_label("As a citizen would type it")
    nearest = page.get_by_role("table").filter(has_text="Nearness")
    for _ in range(SLOW_MS // 3000):
        field.fill("")
        field.press_sequentially(PHRASE)
        page.wait_for_timeout(3000)
        if nearest.count():
            break
    save(page, "console-phrase")
    page.get_by_label("Why").fill("asked nine times in November")
    page.get_by_role("button", name="Add it").click()
    page.goto(f"{console.address}/changes")
    save(page, "console-changes")
    page.get_by_role("link", name=PHRASE).click()
    page.get_by_role("region", name="Diff").wait_for()
    save(page, "console-change")


def teach(page: Page, console: Console) -> None:
    """Make a new intent of a question in the inbox, and say what is answered."""
    page.goto(f"{console.address}/inbox")
    page.get_by_role("link", name=ASKED).click()
    page.get_by_text("No intent fits").click()
    page.get_by_label("Its name").fill("ask_what_is_kept")
    phrases = page.get_by_label("First phrases")
    phrases.fill(phrases.input_value() + "\nis this conversation stored\nare my messages saved")
    save(page.get_by_role("group", name="It was understood wrongly"), "console-teach")
    page.get_by_role("button", name="Add the intent").click()
    page.get_by_label("In these words").nth(1).fill("What you write here is deleted after 90 days.")
    page.get_by_role("button", name="Preview").last.click()
    page.get_by_text("utter_ask_what_is_kept").first.wait_for()
    save(page, "console-story")


def ask(console: Console) -> None:
    """Let a citizen ask what nobody has taught yet."""
    entry = Entry(
        "web-1", time.time() - 600, "web", "refuse", ASKED, "I could not find that.", intent="ask_portal"
    )
    engine = open_database(conversations_address(console.settings))
    with engine.begin() as connection:
        connection.execute(insert(ENTRY), entry.as_row())
    engine.dispose()
    time.sleep(TAKEN_S)


def main() -> None:
    """Take all of them."""
    ours = read_settings()
    with tempfile.TemporaryDirectory() as name, running_browser() as browser:
        folder = Path(name)
        shutil.copytree(ours.var / "encoder", folder / "encoder")
        (folder / "copy").mkdir()
        environment = {"MISSI_CHECKOUT": str(make_copy(folder / "copy"))}
        environment["MISSI_MODELS"] = str(ours.models.resolve())
        with running(folder, **environment) as console:
            page = browser.new_context(viewport={"width": 1180, "height": 820}).new_page()
            sign_in(page, console, "trainer")
            take(page, console)
            ask(console)
            teach(page, console)


if __name__ == "__main__":
    main()
