"""One cluster: what was asked, understood, found, and answered; and everything that can be decided of it."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.guard import Refused
from bot.console.pages import show
from bot.console.rooms.inbox.page import back_to
from bot.console.rooms.inbox.review import kinds_of, open_domain, open_known
from bot.console.visit import Visit
from bot.review.cluster import Detail, Turn, read_cluster
from bot.review.evidence import Evidence, gather_evidence
from bot.review.filters import Filter, read_filter
from bot.review.known import Known, Named
from bot.review.shortcuts import are_on

MOST_LINES = 3  # wordings that are offered as asks
MOST_PHRASES = 20  # wordings that a new intent begins with
MOST_MARKS = 2


def show_cluster(visit: Visit, identity: int) -> HTTPResponse:
    """A cluster with its latest turn, or the one that is asked for."""
    return show_one(visit, identity, read_filter(visit.asked))


def find_records(visit: Visit) -> HTTPResponse:
    """Records to choose from, for words: a part of the page."""
    found = open_known(visit.desk).search(visit.asked("q"))
    return show(visit, "inbox/records.html", found=found, query=visit.asked("q"), chosen="")


def show_again(visit: Visit, number: int, told: str) -> HTTPResponse:
    """The page after a form that could not be taken, with what was typed."""
    return show_one(visit, number, back_to(visit), told)


def show_one(visit: Visit, number: int, back: Filter, told: str | None = None) -> HTTPResponse:
    """The page of a cluster, and of one of its turns."""
    desk = visit.desk
    detail = read_cluster(desk.engine, number)
    if detail is None:
        raise Refused(404, "not_found")
    turn = next((t for t in detail.latest if str(t.entry) == visit.asked("turn")), detail.latest[0])
    evidence = gather_evidence(desk.engine, turn, desk.settings.actions_port)
    known, domain, query = open_known(desk), open_domain(desk.workspace), visit.asked("q")
    may = kinds_of(visit.me.roles)
    return show(
        visit,
        "inbox/one.html",
        400 if told else 200,
        detail=detail,
        turn=turn,
        evidence=evidence,
        told=told,
        back=back,
        may=may,
        missing=desk.workspace.missing,
        told_records=[known.find(record) or Named(record, record) for record in turn.records[:MOST_LINES]],
        offered=_offer(known, turn, evidence),
        found=known.search(query) if query else [],
        query=query,
        outside=known.outside(),
        agencies=known.agencies(),
        intents=known.intents,
        entities=domain.entities,
        given=_given(visit, detail, known, turn),
        marks=MOST_MARKS,
        shortcuts=are_on(desk.engine, visit.me.id),
    )


def _offer(known: Known, turn: Turn, evidence: Evidence) -> list[tuple[str, str, float | None]]:
    """Records to choose from: what was told, then what the search finds, each with its share of belief."""
    shares = {c.record: (c.title, c.share) for c in evidence.found.candidates} if evidence.found else {}
    offered: dict[str, tuple[str, float | None]] = {}
    for record in turn.records[:MOST_LINES]:
        named = known.find(record)
        if named:
            offered[record] = (named.title, shares.get(record, ("", None))[1])
    offered |= {record: told for record, told in shares.items() if record not in offered}
    return [(record, title, share) for record, (title, share) in offered.items()]


def _given(visit: Visit, detail: Detail, known: Known, turn: Turn) -> dict[str, str]:
    """What stands in the fields: what was typed, or what is most likely wanted."""
    open_questions = [w.question for w in detail.wordings if w.decision is None] or [turn.question]
    record = known.find(turn.records[0]) if turn.records else None
    likely = {
        "lines": "\n".join(open_questions[:MOST_LINES]),
        "phrase": open_questions[0],
        "phrases": "\n".join(open_questions[:MOST_PHRASES]),
        "agency": (record.agency if record else None) or "",
    }
    names = ("record", "intent", "new_intent", "agency", "due", "outside", "why")
    typed = {name: visit.typed(name) for name in names} | {"note": visit.text("note")}
    shown = {name: visit.text(name) or likely[name] for name in ("lines", "phrase", "phrases")}
    return typed | shown | {"agency": typed["agency"] or likely["agency"], "marking": open_questions[0]}
