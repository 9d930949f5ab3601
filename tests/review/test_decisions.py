"""Decisions: kept with who and why, once, with what is drafted for them; and taken back whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.authoring.workspace import Workspace
from bot.errors import AuthoringError, OversightError
from bot.knowledge.database import migrate
from bot.knowledge.files import read_records
from bot.knowledge.store import Store
from bot.review.decisions import Decisions, open_wordings
from bot.review.filters import Filter
from bot.review.inbox import count_open, list_clusters
from bot.review.known import Known
from bot.review.saved import MOST, SavedFilters
from bot.review.shortcuts import are_on, switch
from bot.review.tables import DECISION, TICKET, TURN, WORDING
from bot.review.tickets import Tickets
from bot.review.verdicts import (
    Verdict,
    judge_label,
    judge_nothing,
    judge_right,
    open_gap,
    teach_ask,
    teach_evaluation,
    teach_outside,
    teach_phrase,
)
from tests.authoring.checkout import make_checkout
from tests.conftest import opened
from tests.review.crowd import open_tables
from tests.review.journal import DraftBook, ask, make_intake, rows_of
from tests.small import SMALL

BY = {"who": "tess", "why": "read it"}
TOMORROW = (date.today() + timedelta(days=1)).isoformat()


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """The small knowledge base, and two intents."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('known') / 'missi.db'}") as engine:
        migrate(engine)
        Store(engine).save_all(read_records(SMALL))
        yield Known(engine, ["ask_about", "ask_cost"])


@pytest.fixture
def book() -> DraftBook:
    return DraftBook()


@pytest.fixture
def log(engine: Engine) -> AuditLog:
    return AuditLog(engine)


@pytest.fixture
def decisions(engine: Engine, log: AuditLog, book: DraftBook) -> Decisions:
    """Over an inbox of three wordings in two clusters."""
    open_tables(engine)
    for question in ("renew boat license fee", "boat license fee renew now", "asphalt"):
        ask(engine, question)
    make_intake(engine).run()
    return Decisions(engine, log, book)


def wordings(engine: Engine) -> list[int]:
    return [row.id for row in rows_of(engine, WORDING)]


def test_a_decision_takes_questions_out_of_the_inbox_and_undo_brings_them_back(
    engine: Engine, decisions: Decisions, log: AuditLog
) -> None:
    number = decisions.decide(judge_right(), wordings(engine)[:2], **BY)
    assert [c.question for c in list_clusters(engine, Filter()).clusters] == ["asphalt"]
    assert [c.turns for c in list_clusters(engine, Filter(state="handled")).clusters] == [2]
    decision = decisions.find(number)
    assert decision and (decision.who, decision.kind, decision.why) == ("tess", "right", "read it")
    decisions.undo(number, who="ben", why="a slip")
    assert count_open(engine) == 2 and list_clusters(engine, Filter(state="handled")).clusters == ()
    told = [(e.who, e.action, e.subject, e.why) for e in log.entries()]
    subject = f"decision:{number}"
    assert told == [("tess", "inbox.right", subject, "read it"), ("ben", "inbox.undo", subject, "a slip")]
    assert log.verify() is None


def test_the_same_question_stays_decided_when_it_is_asked_again(engine: Engine, decisions: Decisions) -> None:
    decisions.decide(judge_nothing(), wordings(engine)[2:], **BY)
    ask(engine, "Asphalt?!")
    make_intake(engine).run()
    assert [c.turns for c in list_clusters(engine, Filter(state="handled")).clusters] == [2]


def test_two_people_decide_once(engine: Engine, decisions: Decisions, book: DraftBook, known: Known) -> None:
    first, second, third = wordings(engine)
    decisions.decide(judge_right(), [first], **BY)
    with pytest.raises(OversightError, match="somebody else"):
        decisions.decide(teach_ask(known, "service:pothole", ["asphalt"]), [first, third], **BY)
    assert book.waiting == [] and len(rows_of(engine, DECISION)) == 1, "what was drafted is taken back"
    assert open_wordings(engine, [row.cluster for row in rows_of(engine, WORDING)]) == [second, third]


@pytest.mark.parametrize("chosen", [[], [999]])
def test_a_decision_of_nothing_is_refused(
    engine: Engine, decisions: Decisions, log: AuditLog, chosen: list[int]
) -> None:
    with pytest.raises(OversightError):
        decisions.decide(judge_right(), chosen, **BY)
    assert rows_of(engine, DECISION) == [] and log.head().seq == 0


def test_without_a_reason_nothing_is_decided(engine: Engine, decisions: Decisions) -> None:
    with pytest.raises(OversightError, match="why"):
        decisions.decide(judge_right(), wordings(engine), who="tess", why=" ")


def test_a_decision_is_undone_once(engine: Engine, decisions: Decisions) -> None:
    number = decisions.decide(judge_right(), wordings(engine), **BY)
    assert decisions.last_of("tess") == decisions.find(number) and decisions.last_of("ben") is None
    decisions.undo(number, **BY)
    assert decisions.last_of("tess") is None
    for gone in (number, 12345):
        with pytest.raises(OversightError, match="undone already"):
            decisions.undo(gone, **BY)


def test_what_is_taught_is_drafted_and_taken_back_with_the_decision(
    engine: Engine, decisions: Decisions, book: DraftBook, known: Known
) -> None:
    first, second, third = wordings(engine)
    verdicts = {
        first: teach_phrase(known, "ask_cost", ["renew [boat](city) license fee"]),
        second: teach_ask(known, "service:fishing-license", ["boat fee", "boat fee ", "fee of a boat"]),
        third: teach_evaluation(known, "service:pothole", ["asphalt?"]),
    }
    numbers = [decisions.decide(verdict, [wording], **BY) for wording, verdict in verdicts.items()]
    assert book.waiting == [
        "Add to ask_cost: renew [boat](city) license fee",
        "Add an ask of service:fishing-license: boat fee",
        "Add an ask of service:fishing-license: fee of a boat",
        "Add an evaluation question (service:pothole): asphalt?",
    ]
    decisions.undo(numbers[1], **BY)
    assert book.undone == ["draft-3", "draft-2"]


def test_when_one_draft_is_refused_none_is_kept(engine: Engine, log: AuditLog, known: Known) -> None:
    open_tables(engine)
    ask(engine, "asphalt")
    make_intake(engine).run()
    book = DraftBook(refused="second")
    verdict = teach_ask(known, "service:pothole", ["first", "second"])
    with pytest.raises(AuthoringError):
        Decisions(engine, log, book).decide(verdict, wordings(engine), **BY)
    assert book.waiting == [] and rows_of(engine, DECISION) == [] and count_open(engine) == 1


def test_the_audit_log_holds_no_words_of_a_citizen(
    engine: Engine, decisions: Decisions, known: Known, log: AuditLog
) -> None:
    decisions.decide(teach_ask(known, "service:pothole", ["my secret words"]), wordings(engine), **BY)
    (entry,) = log.entries()
    assert json.loads(entry.details) == {"questions": 3, "record": "service:pothole"}
    assert "secret" not in str(vars(entry)) and "secret" not in str(rows_of(engine, DECISION))


def test_drafts_are_commits_of_the_real_checkout(
    engine: Engine, decisions: Decisions, log: AuditLog, known: Known, tmp_path: Path
) -> None:
    workspace = Workspace(make_checkout(tmp_path / "checkout"))
    real = Decisions(engine, log, workspace)
    number = real.decide(teach_phrase(known, "ask_cost", ["what does a boat cost"]), wordings(engine), **BY)
    (commit,) = workspace.pending()
    assert (commit.author, commit.why) == (
        "tess",
        "read it",
    ) and "+    - what does a boat cost" in workspace.diff()
    real.undo(number, **BY)
    assert workspace.diff() == ""
    with pytest.raises(AuthoringError, match="there already"):
        real.decide(teach_phrase(known, "ask_cost", ["how much is it"]), wordings(engine), **BY)
    assert count_open(engine) == 2


def test_verdicts_name_only_what_there_is(known: Known) -> None:
    assert judge_label(known, "service:pothole", "ask_cost").told == {
        "record": "service:pothole",
        "intent": "ask_cost",
    }
    assert teach_ask(known, "outside:space", ["mars"]).kind == "outside"
    assert teach_outside(known, "outside:space", ["mars"]).kind == "outside"
    assert teach_evaluation(known, "", ["mars"]).told == {"outcome": "refuse"}
    assert teach_evaluation(known, "outside:space", ["mars"]).told == {"outcome": "refuse"}


@pytest.mark.parametrize(
    ("judge", "told"),
    [
        (lambda known: judge_label(known, "", ""), "expected a record or an intent"),
        (lambda known: judge_label(known, "service:none", ""), "none of this id is published"),
        (lambda known: judge_label(known, "", "ask_nothing"), "there is none of this name"),
        (lambda known: teach_phrase(known, "", ["x"]), "there is none of this name"),
        (lambda known: teach_phrase(known, "ask_cost", [" "]), "expected at least one line"),
        (
            lambda known: teach_ask(known, "service:pothole", ["x"] * 3 + [f"y{n}" for n in range(10)]),
            "at most 10",
        ),
        (lambda known: teach_outside(known, "service:pothole", ["x"]), "out of scope"),
        (lambda known: open_gap(known, "nobody", "words", ""), "there is none of this name"),
        (lambda known: open_gap(known, "fish", "  ", ""), "expected a few words"),
        (lambda known: open_gap(known, "fish", "x" * 1001, ""), "at most 1000"),
        (lambda known: open_gap(known, "fish", "words", "soon"), "expected a day such as"),
        (lambda known: open_gap(known, "fish", "words", "2020-01-01"), "expected a day to come"),
    ],
)
def test_a_verdict_that_cannot_be_is_told(known: Known, judge: object, told: str) -> None:
    with pytest.raises(OversightError, match=told):
        judge(known)  # type: ignore[operator]


def test_records_are_found_by_words_of_their_titles(known: Known) -> None:
    assert [record.id for record in known.search("FISHING license")][0] == "service:fishing-license"
    assert known.search("100%") == [] == known.search("_") == known.search(" ")
    assert [record.id for record in known.outside()] == ["outside:space"]
    assert {agency.id for agency in known.agencies()} == {"agency:fish", "agency:road"}


def test_a_gap_ticket_is_opened_closed_and_opened_again(
    engine: Engine, decisions: Decisions, known: Known, log: AuditLog
) -> None:
    tickets = Tickets(engine, log)
    gap: Verdict = open_gap(known, "agency:fish", " What a boat costs. ", TOMORROW)
    decisions.decide(gap, wordings(engine)[:2], **BY)
    (ticket,) = tickets.all()
    assert (ticket.agency, ticket.note, ticket.due, ticket.who) == (
        "fish",
        "What a boat costs.",
        TOMORROW,
        "tess",
    )
    assert ticket.turns == 2 and not ticket.is_overdue and tickets.count_open() == 1
    tickets.close(ticket.id, "they told us", who="ben")
    assert tickets.all() == [] == tickets.all("closed", "road") and tickets.count_open() == 0
    (closed,) = tickets.all("closed", "fish")
    assert (closed.closed_by, closed.result) == ("ben", "they told us")
    with pytest.raises(OversightError, match="is not open"):
        tickets.close(ticket.id, "again", who="ben")
    tickets.reopen(ticket.id, "it was wrong", who="ben")
    assert [t.result for t in tickets.all()] == [None]
    assert [entry.action for entry in log.entries()] == ["inbox.gap", "gap.close", "gap.reopen"]


def test_a_ticket_goes_with_its_decision_unless_it_was_closed(
    engine: Engine, decisions: Decisions, known: Known, log: AuditLog
) -> None:
    number = decisions.decide(open_gap(known, "fish", "words", ""), wordings(engine), **BY)
    decisions.undo(number, **BY)
    assert [row.status for row in rows_of(engine, TICKET)] == ["withdrawn"]
    assert {row.decision for row in rows_of(engine, TURN)} == {None}


def test_filters_are_kept_for_one_person(engine: Engine) -> None:
    open_tables(engine)
    kept = SavedFilters(engine)
    kept.save(1, " Voted  down ", Filter(vote="down"))
    kept.save(1, "Voted down", Filter(vote="down", channel="web"))
    kept.save(2, "mine", Filter(topic="roads"))
    (mine,) = kept.all(1)
    assert (mine.name, mine.wanted) == ("Voted down", Filter(vote="down", channel="web"))
    assert kept.remove(2, mine.id) is None and kept.all(1) == [mine]
    assert kept.remove(1, mine.id) == mine and kept.all(1) == []
    for name in ("", "x" * 61):
        with pytest.raises(OversightError, match="name"):
            kept.save(1, name, Filter())
    for number in range(MOST):
        kept.save(1, f"filter {number}", Filter())
    with pytest.raises(OversightError, match="remove one first"):
        kept.save(1, "one more", Filter())


def test_anybody_can_turn_the_shortcuts_off(engine: Engine) -> None:
    open_tables(engine)
    for is_on in (True, False, False, True):
        switch(engine, 1, is_on)
        assert are_on(engine, 1) is is_on and are_on(engine, 2)
