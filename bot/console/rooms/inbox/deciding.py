"""What staff decide of questions: one function for each button, and the undo of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from sanic.response import HTTPResponse

from bot.authoring.phrases import mark
from bot.console.guard import Refused
from bot.console.pages import go
from bot.console.rooms.inbox.cluster import MOST_MARKS, show_again
from bot.console.rooms.inbox.page import back_to, show_list
from bot.console.rooms.inbox.review import kinds_of, open_decisions, open_known
from bot.console.visit import Visit
from bot.errors import MissiError, OversightError
from bot.review.decisions import open_wordings
from bot.review.known import Known
from bot.review.verdicts import (
    Verdict,
    judge_label,
    judge_nothing,
    judge_right,
    open_gap,
    teach_ask,
    teach_evaluation,
    teach_intent,
    teach_outside,
    teach_phrase,
)

HERE = "/inbox"
REVIEWED = "reviewed in the inbox"
"""The reason of a decision when none was typed."""
_MOST_NUMBER = 2**31


def mark_right(visit: Visit) -> HTTPResponse:
    """It was answered as it should be."""
    return _decide(visit, lambda known: judge_right())


def mark_nothing(visit: Visit) -> HTTPResponse:
    """There is nothing to be done."""
    return _decide(visit, lambda known: judge_nothing())


def mark_label(visit: Visit) -> HTTPResponse:
    """Another record, or another intent, would have been right."""
    return _decide(visit, lambda known: judge_label(known, visit.typed("record"), visit.typed("intent")))


def make_phrase(visit: Visit) -> HTTPResponse:
    """Draft a training phrase with its entities."""
    return _decide(visit, lambda known: teach_phrase(known, visit.typed("intent"), [_read_phrase(visit)]))


def make_intent(visit: Visit) -> HTTPResponse:
    """Draft a new intent, and go on to what is answered."""
    name, phrases = visit.typed("new_intent"), visit.text("phrases").splitlines()
    then = f"/stories/new?intent={quote(name, safe='')}&done=inbox-intent"
    return _decide(visit, lambda known: teach_intent(name, phrases), then)


def make_ask(visit: Visit) -> HTTPResponse:
    """Draft asks of a record."""
    return _decide(visit, lambda known: teach_ask(known, visit.typed("record"), _read_lines(visit)))


def make_evaluation(visit: Visit) -> HTTPResponse:
    """Draft held-out questions that a record answers, or none."""
    return _decide(visit, lambda known: teach_evaluation(known, visit.typed("record"), _read_lines(visit)))


def make_outside(visit: Visit) -> HTTPResponse:
    """Draft asks of something that is not answered."""
    return _decide(visit, lambda known: teach_outside(known, visit.typed("outside"), _read_lines(visit)))


def make_gap(visit: Visit) -> HTTPResponse:
    """Open a ticket for the agency that should supply what is missing."""

    def judge(known: Known) -> Verdict:
        return open_gap(known, visit.typed("agency"), visit.text("note"), visit.typed("due"))

    return _decide(visit, judge)


def undo(visit: Visit) -> HTTPResponse:
    """Take a decision back, if its kind is one that this role decides."""
    decisions, number = open_decisions(visit.desk), _number(visit.typed("decision"))
    decision = decisions.find(number) if number else None
    if decision and decision.kind not in kinds_of(visit.me.roles):
        raise Refused(403, "role")
    try:
        decisions.undo(number or 0, who=visit.me.name, why=visit.typed("why") or "undone in the inbox")
    except MissiError as error:
        return show_list(visit, back_to(visit), told=str(error))
    return _go_back(visit, "inbox-undone")


def _decide(visit: Visit, judge: Callable[[Known], Verdict], then: str = "") -> HTTPResponse:
    cluster = _number(visit.typed("cluster"))
    try:
        verdict = judge(open_known(visit.desk))
        wordings = _chosen_wordings(visit, cluster)
        why = visit.typed("why") or REVIEWED
        open_decisions(visit.desk).decide(verdict, wordings, who=visit.me.name, why=why)
    except MissiError as error:
        if cluster:
            return show_again(visit, cluster, str(error))
        return show_list(visit, back_to(visit), told=str(error))
    return go(then) if then else _go_back(visit, f"inbox-{verdict.kind}")


def _go_back(visit: Visit, done: str) -> HTTPResponse:
    return go(f"{HERE}?" + "&".join(filter(None, (back_to(visit).query, f"done={done}"))))


def _chosen_wordings(visit: Visit, cluster: int | None) -> list[int]:
    """The questions that were ticked: of one cluster one by one, in the list whole clusters."""
    engine = visit.desk.engine
    if cluster is None:
        return open_wordings(engine, _numbers(visit.chosen("clusters")))
    ticked = set(_numbers(visit.chosen("wordings")))
    if visit.typed("rest"):  # those that were too many to show
        ticked |= set(open_wordings(engine, [cluster])) - set(_numbers(visit.chosen("shown")))
    return sorted(ticked)


def _read_lines(visit: Visit) -> list[str]:
    return visit.text("lines").splitlines()


def _read_phrase(visit: Visit) -> str:
    """The phrase, with the names that were chosen word by word; raises OversightError, AuthoringError."""
    phrase, chosen = visit.typed("phrase"), []
    for place in range(1, MOST_MARKS + 1):
        entity = visit.typed(f"entity{place}")
        first, last = _number(visit.typed(f"from{place}")), _number(visit.typed(f"to{place}"))
        if entity and first and last:
            chosen.append((first - 1, last - 1, entity))
    if chosen and phrase != visit.typed("marking"):
        raise OversightError("names: choose them word by word only while the phrase is as it was asked")
    for first, last, entity in sorted(
        chosen, reverse=True
    ):  # from behind: the words before keep their places
        phrase = mark(phrase, first, last, entity)
    return phrase


def _numbers(texts: Sequence[str]) -> list[int]:
    return [number for text in texts if (number := _number(text))]


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else 0
    return number if 0 < number < _MOST_NUMBER else None
