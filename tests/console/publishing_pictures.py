"""`python -m tests.console.publishing_pictures` takes the pictures of publishing in docs/staff-guide.md."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.authoring.stories import Step, Story
from bot.authoring.story_changes import AddStory
from bot.authoring.workspace import Workspace
from tests.console.pictures import save, sign_in
from tests.publishing.showcase import showcase
from tests.web.browser import running_browser

PICTURES = {
    "models": ("trainer", "/models"),
    "job": ("trainer", "/jobs/2"),
    "gate": ("approver", "/models/3"),
    "live": ("approver", "/live"),
    "schedule": ("trainer", "/schedules"),
}
"""By file name: who looks at which page."""


def main() -> None:
    """Take all of them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        showcase(Path(folder)) as console,
        running_browser() as browser,
    ):
        steps = (Step("intent", "ask_about"), Step("action", "action_answer_question"))
        Workspace(console.settings.console.checkout).apply(
            AddStory(Story("about", "rule", steps)), "trainer", "x"
        )
        pages = {}
        for name, (who, path) in PICTURES.items():
            if who not in pages:
                pages[who] = browser.new_context(viewport={"width": 1180, "height": 820}).new_page()
                sign_in(pages[who], console, who)
            pages[who].goto(console.address + path)
            save(pages[who], f"console-{name}")


if __name__ == "__main__":
    main()
