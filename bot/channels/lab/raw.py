"""Writes what a vendor gets for people to read."""

from __future__ import annotations

import json
from typing import Any

MOST_SHOWN = 3500
"""Characters of a string: the longest text of any channel has fewer, a picture has more."""
KEPT = 40


def write_raw(body: Any) -> str:
    """Return a body as text; JSON is indented, its pictures are cut."""
    return body if isinstance(body, str) else json.dumps(_shorten(body), indent=1, ensure_ascii=False)


def _shorten(body: Any) -> Any:
    if isinstance(body, dict):
        return {name: _shorten(value) for name, value in body.items()}
    if isinstance(body, list):
        return [_shorten(value) for value in body]
    is_long = isinstance(body, str) and len(body) > MOST_SHOWN
    return f"{body[:KEPT]}… ({len(body)} characters)" if is_long else body
