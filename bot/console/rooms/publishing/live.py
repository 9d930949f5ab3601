"""The live model, what was live before, and the way back."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import go, show
from bot.console.rooms.publishing.candidates import find_model
from bot.console.visit import Visit
from bot.errors import OversightError

HERE = "/live"
TYPED = "roll back"
"""What must be typed to go back to an earlier model."""


def show_live(visit: Visit) -> HTTPResponse:
    """The live model and the history, each with the way back to it."""
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
    return show(visit, "publishing/live.html", live=live, history=history, backs=kept)


def ask_back(visit: Visit, identity: int) -> HTTPResponse:
    """The page that asks whether to go back to a model."""
    return _ask(visit, identity)


def go_back(visit: Visit, identity: int) -> HTTPResponse:
    """Let a model answer again that was live before, once that was typed in words."""
    if visit.typed("typed").casefold() != TYPED:
        return _ask(visit, identity, error="typed")
    try:
        visit.desk.publishing.publisher.roll_back(identity, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _ask(visit, identity, told=str(error))
    return go(HERE, "rolled-back")


def _ask(visit: Visit, identity: int, error: str | None = None, told: str | None = None) -> HTTPResponse:
    model, live = find_model(visit, identity), visit.desk.publishing.publisher.live()
    values = {"model": model, "live": live, "typed": TYPED, "error": error, "told": told}
    return show(
        visit, "publishing/back.html", 400 if error or told else 200, why=visit.typed("why"), **values
    )
