"""The fixed replies: what each says, shown as citizens see it, and changes of them."""

from __future__ import annotations

from urllib.parse import quote

from sanic.response import HTTPResponse

from bot.authoring.domain import Response
from bot.authoring.responses import OUTCOMES, TALK, AddResponse, SetResponse
from bot.authoring.stories import DOES
from bot.console.guard import Refused
from bot.console.pages import show
from bot.console.rooms.training.drafting import draft
from bot.console.visit import Visit

HERE = "/responses"


def show_all(visit: Visit) -> HTTPResponse:
    """Every reply, or those that hold some words."""
    return _show_all(visit)


def add(visit: Visit) -> HTTPResponse:
    """Add a reply."""
    name = visit.typed("name")
    change = AddResponse(name, visit.text("text"), visit.typed("outcome") or TALK)
    return draft(visit, change, f"{HERE}/{quote(name, safe='')}", lambda told: _show_all(visit, told))


def show_one(visit: Visit, name: str) -> HTTPResponse:
    """One reply as citizens see it, and a form to change it."""
    return _show_one(visit, name)


def change(visit: Visit, name: str) -> HTTPResponse:
    """Change what a reply says; `do=preview` only shows it."""
    if visit.typed("do") == "preview":
        return _show_one(visit, name)
    number = visit.typed("number")
    made = SetResponse(name, visit.text("text"), int(number) if number.isdecimal() else 0)
    return draft(visit, made, f"{HERE}/{name}", lambda told: _show_one(visit, name, told))


def _show_all(visit: Visit, told: str | None = None) -> HTTPResponse:
    now, words = visit.desk.study.now(), visit.asked("q")
    fits = [r for r in now.domain.responses if words.casefold() in " ".join((r.name, *r.texts)).casefold()]
    return show(
        visit,
        "responses/all.html",
        400 if told else 200,
        found=fits,
        count=len(now.domain.responses),
        sought=words,
        missing=visit.desk.workspace.missing,
        told=told,
        outcomes=OUTCOMES,
        given={name: visit.text(name) for name in ("name", "text", "outcome", "why")},
    )


def _show_one(visit: Visit, name: str, told: str | None = None) -> HTTPResponse:
    now = visit.desk.study.now()
    response = now.domain.response(name)
    if response is None:
        raise Refused(404, "not_found")
    used = [s for s in now.stories if any(step.kind == DOES and step.name == name for step in s.steps)]
    return show(
        visit,
        "responses/one.html",
        400 if told else 200,
        response=response,
        texts=_texts(visit, response),
        used=used,
        missing=visit.desk.workspace.missing,
        told=told,
        why_given=visit.typed("why"),
        is_preview=visit.typed("do") == "preview",
    )


def _texts(visit: Visit, response: Response) -> list[str]:
    """The wordings, with what was typed in place of the one that is being changed."""
    texts, number = list(response.texts), visit.typed("number")
    if "text" in visit.form and number.isdecimal() and int(number) < len(texts):
        texts[int(number)] = visit.text("text")
    return texts
