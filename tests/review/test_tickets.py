"""Gap tickets until they are closed; and what each person keeps of the inbox."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.errors import OversightError
from bot.review.decisions import Decisions
from bot.review.filters import Filter
from bot.review.known import Known
from bot.review.saved import MOST, SavedFilters
from bot.review.shortcuts import are_on, switch
from bot.review.tables import TICKET, TURN
from bot.review.tickets import Tickets
from bot.review.verdicts import (
    Verdict,
    open_gap,
)
from tests.review.crowd import open_tables
from tests.review.journal import rows_of, wordings

BY = {"who": "tess", "why": "read it"}
TOMORROW = (date.today() + timedelta(days=1)).isoformat()


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
