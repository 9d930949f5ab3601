"""Runs axe-core, which finds what machines can find of barriers, over a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_axe = Axe()


def barriers(page: Page) -> list[str]:
    """Every barrier in a page: the rule, and where; as the page looks when nothing moves any more."""
    page.evaluate("Promise.allSettled(document.getAnimations().map((animation) => animation.finished))")
    response = _axe.run(page, options=RULES).response
    return [
        f"{found['id']}: {node['html'][:200]}" for found in response["violations"] for node in found["nodes"]
    ]


def version(page: Page) -> str:
    """Which axe-core it is."""
    return str(_axe.run(page, options=RULES).response["testEngine"]["version"])
