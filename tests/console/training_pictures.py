"""`python -m tests.console.training_pictures` takes the pictures of training data in docs/staff-guide.md.

With a copy of this checkout's data, and the encoder and the model of this set-up.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from bot.settings import ROOT, read_settings
from tests.authoring.checkout import git
from tests.console.pictures import save, sign_in
from tests.console.server import Console, running
from tests.web.browser import running_browser

PHRASE = "what do they charge for a fishing license"
SLOW_MS = 90_000  # the first comparison reads every phrase


def make_copy(folder: Path) -> Path:
    """A checkout of its own with this one's training data."""
    for name in ("domain.yml", "config.yml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "data", folder / "data")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


def take(page: Page, console: Console) -> None:
    """Add a phrase, build a story, and look at a change."""
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
    page.goto(f"{console.address}/stories/new?edit=thank")
    save(page, "console-story")
    page.goto(f"{console.address}/changes")
    page.get_by_role("link", name=PHRASE).click()
    page.get_by_role("region", name="Diff").wait_for()
    save(page, "console-change")


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


if __name__ == "__main__":
    main()
