"""Gap tickets: what agencies were asked to supply, who is late, and what came of it."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import go, show
from bot.console.rooms.inbox.review import open_known
from bot.console.visit import Visit
from bot.errors import OversightError
from bot.review.tickets import STATUSES, Tickets

HERE = "/gaps"


def show_all(visit: Visit) -> HTTPResponse:
    """The tickets of a status, of all agencies or one."""
    return _show(visit)


def close(visit: Visit, identity: int) -> HTTPResponse:
    """Close a ticket with what came of it."""
    try:
        _tickets(visit).close(identity, visit.typed("result"), who=visit.me.name)
    except OversightError as error:
        return _show(visit, str(error))
    return go(HERE, "gap-closed")


def reopen(visit: Visit, identity: int) -> HTTPResponse:
    """Open a closed ticket again."""
    try:
        _tickets(visit).reopen(identity, visit.typed("why"), who=visit.me.name)
    except OversightError as error:
        return _show(visit, str(error))
    return go(HERE, "gap-reopened")


def _tickets(visit: Visit) -> Tickets:
    return Tickets(visit.desk.engine, visit.desk.audit)


def _show(visit: Visit, told: str | None = None) -> HTTPResponse:
    asked, agency = visit.asked("status"), visit.asked("agency")
    status = asked if asked in STATUSES else "open"
    agencies = {named.id.partition(":")[2]: named.title for named in open_known(visit.desk).agencies()}
    tickets = _tickets(visit).all(status, agency)
    values = {
        "tickets": tickets,
        "agencies": agencies,
        "statuses": STATUSES,
        "shown": status,
        "agency": agency,
    }
    return show(visit, "gaps/all.html", 400 if told else 200, told=told, **values)
