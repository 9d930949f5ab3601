"""One phrase: its words, the entities marked in it, its intent; and what checks say of one as it is typed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from sanic.response import HTTPResponse

from bot.authoring.change import Change
from bot.authoring.checks.understanding import Ranking, rank
from bot.authoring.phrase_changes import EditPhrase, MovePhrase, RemovePhrase
from bot.authoring.phrases import find_marks, key_of, mark, plain, split, unmark
from bot.console.guard import Refused
from bot.console.pages import show
from bot.console.rooms.training.drafting import draft
from bot.console.rooms.training.intents import path_of, require_intent
from bot.console.visit import Visit
from bot.errors import AuthoringError, MissiError
from bot.operations.model import model_path

UNDERSTOOD = 3  # intents told
MOST_TYPED = 500


def show_phrase(visit: Visit, name: str) -> HTTPResponse:
    """The page of a phrase."""
    return _show(visit, name, visit.asked("phrase"))


def edit(visit: Visit, name: str) -> HTTPResponse:
    """Put a phrase in other words."""
    phrase, fresh = visit.text("phrase"), visit.text("fresh")
    return _draft(visit, name, EditPhrase(name, phrase, fresh))


def mark_words(visit: Visit, name: str) -> HTTPResponse:
    """Mark some words of a phrase as an entity, or take a mark away; stays on the page."""
    phrase = visit.text("phrase")
    try:
        if visit.typed("unmark"):
            fresh = unmark(phrase, _number(visit, "unmark"))
        else:
            first = _number(visit, "first")
            fresh = mark(phrase, first, max(first, _number(visit, "last")), visit.typed("entity"))
    except AuthoringError as error:
        return _show(visit, name, phrase, str(error))
    path = f"{path_of(name)}/phrase?{urlencode({'phrase': fresh})}"
    return draft(visit, EditPhrase(name, phrase, fresh), path, lambda told: _show(visit, name, phrase, told))


def move(visit: Visit, name: str) -> HTTPResponse:
    """Move a phrase to another intent."""
    return _draft(visit, name, MovePhrase(name, visit.text("phrase"), visit.typed("to")))


def remove(visit: Visit, name: str) -> HTTPResponse:
    """Take a phrase away; it comes back by undoing the change."""
    return _draft(visit, name, RemovePhrase(name, visit.text("phrase")))


def check(visit: Visit) -> HTTPResponse:
    """What there is to say of a phrase before it is added: the same, the nearest, how it is understood."""
    return show(visit, "training/check.html", **look_at(visit, visit.asked("phrase"), visit.asked("intent")))


def look_at(visit: Visit, phrase: str, intent: str) -> dict[str, Any]:
    """Return what checks say of a phrase."""
    words = plain(phrase)[:MOST_TYPED].strip()
    now, look = visit.desk.study.now(), visit.desk.study.meaning()
    same = [p for p in now.phrases if words and key_of(p.text) == key_of(words)]
    near = look.found.neighborhood.nearest(words) if look.found and words else []
    elsewhere = bool(near) and bool(intent) and near[0].phrase.intent != intent
    understood, fault = _understand(visit, words) if words else ([], "")
    return {
        "phrase": phrase,
        "intent": intent,
        "same": [p for p in same if p.text != phrase or p.intent != intent],
        "near": near,
        "elsewhere": elsewhere,
        "look": look,
        "understood": understood[:UNDERSTOOD],
        "uncompared": fault or look.fault,
    }


def _understand(visit: Visit, words: str) -> tuple[Ranking, str]:
    try:
        return rank(model_path(visit.desk.settings), words, visit.desk.readings.layers), ""
    except FileNotFoundError:
        return [], "there is no trained model to ask"
    except MissiError as error:
        return [], str(error)


def _draft(visit: Visit, name: str, change: Change) -> HTTPResponse:
    return draft(visit, change, path_of(name), lambda told: _show(visit, name, visit.text("phrase"), told))


def _number(visit: Visit, field: str) -> int:
    text = visit.typed(field)
    if not text.isdecimal() or len(text) > 4:
        raise AuthoringError("words: expected a first and a last word of the phrase")
    return int(text)


def _show(visit: Visit, name: str, phrase: str, told: str | None = None) -> HTTPResponse:
    now = visit.desk.study.now()
    require_intent(now, name)
    known = next((p for p in now.phrases_of(name) if p.text == phrase), None)
    if known is None and told is None:
        raise Refused(404, "not_found")
    return show(
        visit,
        "training/phrase.html",
        400 if told else 200,
        name=name,
        known=known,
        marks=find_marks(phrase),
        pieces=split(phrase),
        domain=now.domain,
        fresh=visit.text("fresh") or phrase,
        why_given=visit.typed("why"),
        told=told,
        **look_at(visit, phrase, name),
    )
