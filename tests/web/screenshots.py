"""`python -m tests.web.screenshots`: pictures of the widget's main states, from a running assistant."""

from __future__ import annotations

import io
import os
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from bot.bench.client import PATH
from bot.operations.throwaway import throwaway
from bot.settings import ROOT, read_settings
from tests.web.browser import running_browser
from tests.web.host import visit
from tests.web.states import STATES
from tests.web.widget import Widget

FOLDER = ROOT / "docs" / "images"
COLORS = 128
DESK: dict[str, Any] = {"viewport": {"width": 640, "height": 780}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 800}}
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "greeting": ("greeting", DESK),
    "answer": ("answer", DESK),
    "answer-dark": ("answer", DESK | {"color_scheme": "dark"}),
    "answer-contrast": ("answer", DESK | {"contrast": "more"}),
    "choices-phone": ("choices", PHONE),
    "suggestions": ("suggestions", DESK),
    "danger": ("danger", DESK),
    "my-services": ("my services", DESK),
    "options": ("options", DESK),
}
"""By file name: the state, and the browser it is shown in."""


def save(page: Page, name: str) -> None:
    """Save what is seen, in few colors: a tenth of the size, and no eye sees it."""
    page.wait_for_timeout(400)  # what moves has come to rest
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLORS).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    os.environ["MISSI_ADDRESS_RATE"] = "100000"
    with throwaway(read_settings()) as assistant, running_browser() as browser:
        for name, (state, options) in PICTURES.items():
            context = browser.new_context(reduced_motion="reduce", **options)
            page = context.new_page()
            visit(page, assistant.address.removesuffix(PATH))
            STATES[state](Widget(page))
            save(page, name)
            context.close()


if __name__ == "__main__":
    expect.set_options(timeout=30_000)
    main()
