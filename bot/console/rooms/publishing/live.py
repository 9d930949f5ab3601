"""The live model, what was live before, and the way back."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import go, show
from bot.console.rooms.publishing.candidates import find_model
from bot.console.visit import Visit
from bot.errors import OversightError

HERE = "/live"


def show_live(visit: Visit) -> HTTPResponse:
    """The live model and the history, each with the way back to it."""
    return _show(visit)


def go_back(visit: Visit, identity: int) -> HTTPResponse:
    """Let a model answer again that was live before: one press, since it is as easily taken back."""
    find_model(visit, identity)
    try:
        visit.desk.publishing.publisher.roll_back(identity, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show(visit, str(error))
    return go(HERE, "rolled-back")


def _show(visit: Visit, told: str | None = None) -> HTTPResponse:
    room = visit.desk.publishing
    models = {model.id: model for model in room.models.newest()}
    history = room.publisher.history()
    backs = dict.fromkeys(
        identity
        for publication in history
        for identity in (publication.model, publication.before)
        if identity is not None
    )
    live = room.publisher.live()
    kept = [models[i] for i in backs if i in models and models[i].is_kept and (not live or i != live.id)]
    values = {"live": live, "history": history, "backs": kept, "told": told}
    return show(visit, "publishing/live.html", 400 if told else 200, **values)
