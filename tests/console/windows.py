"""How tests look at the console's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

TABLET: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "tablet": TABLET,
    "400 %": {"viewport": {"width": 320, "height": 256}},
}
NOTE_BREACHES = """
window.broken = [];
addEventListener("securitypolicyviolation", (event) => {
  window.broken.push(event.violatedDirective + " " + event.blockedURI);
});
"""
"""Keeps in `window.broken` what the page's security policy stopped."""
Open = Callable[..., Page]
"""Takes a path and the options of a browser context; gives the page."""
