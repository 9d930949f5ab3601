"""One job while it runs and afterwards: how far it is, what it told, how to cancel it or try it again."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.guard import Refused
from bot.console.pages import go, show
from bot.console.visit import Visit
from bot.errors import OversightError


def show_job(visit: Visit, identity: int) -> HTTPResponse:
    """The job; a script asks for just the part that changes."""
    return _show(visit, identity)


def cancel(visit: Visit, identity: int) -> HTTPResponse:
    """End a job."""
    try:
        visit.desk.publishing.jobs.cancel(identity, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show(visit, identity, str(error))
    return go(f"/jobs/{identity}", "canceled")


def retry(visit: Visit, identity: int) -> HTTPResponse:
    """Have a job that failed or was canceled done again."""
    try:
        visit.desk.publishing.jobs.retry(identity, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show(visit, identity, str(error))
    return go(f"/jobs/{identity}", "retried")


def _show(visit: Visit, identity: int, told: str | None = None) -> HTTPResponse:
    jobs = visit.desk.publishing.jobs
    try:
        job = jobs.get(identity)
    except OversightError:
        raise Refused(404, "not_found") from None
    page = "publishing/progress.html" if visit.is_partial else "publishing/job.html"
    values = {"job": job, "lines": jobs.lines(identity), "told": told}
    return show(visit, page, 400 if told else 200, **values)
