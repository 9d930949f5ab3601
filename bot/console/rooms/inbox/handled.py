"""What was decided lately, by everybody, and taken back here."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import show
from bot.console.rooms.inbox.review import kinds_of, open_decisions
from bot.console.visit import Visit

MOST = 100


def show_decisions(visit: Visit) -> HTTPResponse:
    """The newest decisions."""
    latest = open_decisions(visit.desk).latest(MOST)
    return show(visit, "inbox/decisions.html", decisions=latest, may=kinds_of(visit.me.roles))
