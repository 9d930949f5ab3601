"""The nightly job: on or off, and when."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import go, show
from bot.console.visit import Visit
from bot.errors import OversightError

HERE = "/schedules"


def show_all(visit: Visit) -> HTTPResponse:
    """What is done each night."""
    return _show(visit)


def change(visit: Visit) -> HTTPResponse:
    """Switch the nightly job on or off, or give it another time."""
    is_on = visit.typed("is_on") == "yes"
    try:
        visit.desk.publishing.schedules.change(is_on, visit.typed("at"), visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show(visit, str(error))
    return go(HERE, "scheduled")


def _show(visit: Visit, told: str | None = None) -> HTTPResponse:
    nightly = visit.desk.publishing.schedules.nightly()
    return show(visit, "publishing/schedules.html", 400 if told else 200, nightly=nightly, told=told)
