"""What every change of the drafts does the same way: make it, and go on, or tell why not."""

from __future__ import annotations

from collections.abc import Callable

from sanic.response import HTTPResponse

from bot.authoring.change import Change
from bot.console.pages import go
from bot.console.visit import Visit
from bot.errors import AuthoringError, OversightError

DONE = "drafted"
Again = Callable[[str], HTTPResponse]
"""Shows the form again, with what is wrong with it."""


def draft(visit: Visit, change: Change, path: str, again: Again) -> HTTPResponse:
    """Make a change in the name of who is signed in, and send them on to a page."""
    try:
        visit.desk.workspace.apply(change, visit.me.name, visit.typed("why"))
    except (AuthoringError, OversightError) as error:
        return again(str(error))
    return go(path, DONE)
