"""The first page."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import show
from bot.console.rooms.home.day import read_day
from bot.console.rooms.home.model import read_model
from bot.console.rooms.home.needs import find_needs
from bot.console.visit import Visit


def show_home(visit: Visit) -> HTTPResponse:
    """What needs whoever is signed in, today's turns, and the live model."""
    desk = visit.desk
    return show(
        visit,
        "home.html",
        needs=find_needs(desk, visit.me.roles),
        state=desk.switchboard.now(),
        day=read_day(desk.engine),
        model=read_model(desk.settings, desk.publishing.publisher.published()),
    )
