"""The console's own files, and the sign that it lives."""

from __future__ import annotations

from sanic.response import HTTPResponse, json, raw

from bot.channels.web.files import content_type
from bot.console.guard import Refused
from bot.console.pages import static_files
from bot.console.visit import Visit

ONE_YEAR = "public, max-age=31536000, immutable"
"""Pages name the version with each file, so that a browser may keep it."""


def show(visit: Visit, name: str) -> HTTPResponse:
    """Return the style sheet or a script."""
    content = static_files().contents.get(name)
    if content is None:
        raise Refused(404, "not_found")
    return raw(content, content_type=content_type(name), headers={"Cache-Control": ONE_YEAR})


def tell_health(visit: Visit) -> HTTPResponse:
    """Tell that the console serves; asked by `missi run`."""
    return json({"status": "ok"})
