"""The models: all of them, one with its gate and comparison, and what is asked for them."""

from __future__ import annotations

from collections.abc import Callable

from sanic.response import HTTPResponse, redirect

from bot.console.guard import Refused
from bot.console.pages import go, show
from bot.console.visit import Visit
from bot.errors import AuthoringError, OversightError
from bot.publishing.job import TEST, TRAIN
from bot.publishing.model import Model
from bot.publishing.models import require_approvable

HERE = "/models"


def show_all(visit: Visit) -> HTTPResponse:
    """The models, the newest first, and the jobs that make and test them."""
    return _show_all(visit)


def train(visit: Visit) -> HTTPResponse:
    """Have the drafts trained and tested."""
    try:
        job = visit.desk.publishing.jobs.ask(TRAIN, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show_all(visit, str(error))
    return redirect(f"/jobs/{job.id}", status=303)


def show_one(visit: Visit, identity: int) -> HTTPResponse:
    """What one model was made from, what testing it has shown, and what can be done with it."""
    return _show_one(visit, identity)


def test(visit: Visit, identity: int) -> HTTPResponse:
    """Have a model tested once more: against the model that is live now, and with the questions of now."""
    try:
        job = visit.desk.publishing.jobs.ask(TEST, visit.me.name, visit.typed("why"), identity)
    except OversightError as error:
        return _show_one(visit, identity, str(error))
    return redirect(f"/jobs/{job.id}", status=303)


def approve(visit: Visit, identity: int) -> HTTPResponse:
    """Say, as a second person, that a model may answer citizens."""
    try:
        visit.desk.publishing.models.approve(identity, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show_one(visit, identity, str(error))
    return go(f"{HERE}/{identity}", "approved")


def publish(visit: Visit, identity: int) -> HTTPResponse:
    """Let an approved model answer citizens."""
    try:
        visit.desk.publishing.publisher.publish(identity, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show_one(visit, identity, str(error))
    return go("/live", "published")


def find_model(visit: Visit, identity: int) -> Model:
    """Return a model, or refuse the visit when there is none of this number."""
    try:
        return visit.desk.publishing.models.get(identity)
    except OversightError:
        raise Refused(404, "not_found") from None


def _show_all(visit: Visit, told: str | None = None) -> HTTPResponse:
    room = visit.desk.publishing
    values = {
        "unanswered": _find_unanswered(visit),
        "models": room.models.newest(),
        "jobs": room.jobs.newest(),
        "live": room.publisher.live(),
        "told": told,
        "why": visit.typed("why"),
    }
    return show(visit, "publishing/candidates.html", 400 if told else 200, **values)


def _find_unanswered(visit: Visit) -> list[str]:
    """Intents of the drafts without a story; none when the drafts cannot be read: training tells that."""
    try:
        return visit.desk.study.now().unanswered
    except AuthoringError:
        return []


def _show_one(visit: Visit, identity: int, told: str | None = None) -> HTTPResponse:
    room, model = visit.desk.publishing, find_model(visit, identity)
    live = room.publisher.live()
    values = {
        "model": model,
        "live": live,
        "is_stale": bool(
            model.report and live and live.id != model.id and model.report.against != live.digest
        ),
        "no_approval": _why_not(lambda: require_approvable(model, visit.me.name)),
        "no_publishing": _why_not(lambda: room.publisher.require_publishable(model, live)),
        "jobs": room.jobs.newest(identity),
        "told": told,
    }
    return show(visit, "publishing/candidate.html", 400 if told else 200, **values)


def _why_not(require: Callable[[], None]) -> str | None:
    """What is in the way of something, as a sentence; None when nothing is."""
    try:
        require()
    except OversightError as error:
        _, _, told = str(error).partition(": ")
        return f"{told[:1].upper()}{told[1:]}."
    return None
