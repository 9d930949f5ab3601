"""The intents: how many phrases each has, how often it is reached; one of them with its phrases."""

from __future__ import annotations

from urllib.parse import quote

from sanic.response import HTTPResponse

from bot.authoring.checks.reach import DAYS, count_turns, measure_reach
from bot.authoring.intents import AddIntent
from bot.authoring.phrase_changes import AddPhrase
from bot.authoring.phrases import Phrase
from bot.authoring.study import Snapshot
from bot.console.guard import Refused
from bot.console.pages import show
from bot.console.rooms.training.drafting import draft
from bot.console.visit import Visit

HERE = "/training"
PAGE = 100  # phrases
MOST_FOUND = 200


def path_of(intent: str) -> str:
    """Return where an intent's page is."""
    return f"{HERE}/{quote(intent, safe='')}"


def show_all(visit: Visit) -> HTTPResponse:
    """Every intent, or the phrases that hold some words."""
    return _show_all(visit)


def add_intent(visit: Visit) -> HTTPResponse:
    """Add an intent with its first phrases, a line each."""
    name, lines = visit.typed("name"), visit.text("phrases").splitlines()
    change = AddIntent(name, tuple(line.strip() for line in lines if line.strip()))
    return draft(visit, change, path_of(name), lambda told: _show_all(visit, told))


def show_one(visit: Visit, name: str) -> HTTPResponse:
    """An intent with its phrases, a page of them at a time."""
    return _show_one(visit, name)


def add_phrase(visit: Visit, name: str) -> HTTPResponse:
    """Add a phrase to an intent."""
    change = AddPhrase(name, visit.text("phrase"))
    return draft(visit, change, path_of(name), lambda told: _show_one(visit, name, told))


def require_intent(snapshot: Snapshot, name: str) -> None:
    """Raise Refused when there is no such intent."""
    if name not in snapshot.domain.intents:
        raise Refused(404, "not_found")


def _show_all(visit: Visit, told: str | None = None) -> HTTPResponse:
    now, words = visit.desk.study.now(), visit.asked("q")
    turns = count_turns(visit.desk.engine)
    reach = measure_reach(now.domain.intents, [p.intent for p in now.phrases], now.stories, turns)
    found = now.find_phrases(words)
    given = {name: visit.text(name) for name in ("name", "phrases", "why")}
    return show(
        visit,
        "training/found.html" if visit.is_partial else "training/all.html",
        400 if told else 200,
        reach=reach,
        turns=sum(turns.values()),
        days=DAYS,
        phrases=len(now.phrases),
        sought=words,
        found=found[:MOST_FOUND],
        more=max(0, len(found) - MOST_FOUND),
        missing=visit.desk.workspace.missing,
        told=told,
        given=given,
    )


def _show_one(visit: Visit, name: str, told: str | None = None) -> HTTPResponse:
    now = visit.desk.study.now()
    require_intent(now, name)
    mine, words = now.phrases_of(name), visit.asked("q")
    fitting = [p for p in now.find_phrases(words) if p.intent == name] if words else mine
    page = int(visit.asked("page")) if visit.asked("page").isdecimal() else 1
    pages = max(1, -(-len(fitting) // PAGE))
    page = max(1, min(page, pages))
    return show(
        visit,
        "training/intent.html",
        400 if told else 200,
        intent=name,
        count=len(mine),
        found=fitting[(page - 1) * PAGE : page * PAGE],
        sought=words,
        page=page,
        pages=pages,
        stories=now.stories_of(name),
        doubts=_doubts(visit, now, name),
        missing=visit.desk.workspace.missing,
        told=told,
        given={"phrase": visit.text("phrase"), "why": visit.typed("why")},
    )


def _doubts(visit: Visit, now: Snapshot, intent: str) -> dict[str, str]:
    """By phrase, what checks have against it; nothing that is not known yet."""
    found: dict[str, str] = {}
    look = visit.desk.study.meaning()
    for stray in look.found.strays if look.found else ():
        if stray.phrase.intent == intent:
            found[stray.phrase.text] = f"nearer to {stray.other.phrase.intent}: {stray.other.phrase.words}"
    for repetition in now.repetitions:
        for phrase in repetition.phrases:
            found[phrase.text] = f"also in {_others(repetition.phrases, phrase)}"
    return found


def _others(phrases: tuple[Phrase, ...], but: Phrase) -> str:
    return ", ".join(f"{p.intent} ({p.path}:{p.line})" for p in phrases if p is not but)
