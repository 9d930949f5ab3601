"""Decisions: kept with who and why, once, with what is drafted for them; and taken back whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.authoring.workspace import Workspace
from bot.errors import AuthoringError, OversightError
from bot.review.decisions import Decisions, open_wordings
from bot.review.filters import Filter
from bot.review.inbox import count_open, list_clusters
from bot.review.known import Known
from bot.review.tables import DECISION, WORDING
from bot.review.verdicts import (
    judge_nothing,
    judge_right,
    teach_ask,
    teach_evaluation,
    teach_phrase,
)
from tests.authoring.checkout import make_checkout
from tests.review.crowd import open_tables
from tests.review.journal import DraftBook, ask, make_intake, rows_of, wordings

BY = {"who": "tess", "why": "read it"}


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
