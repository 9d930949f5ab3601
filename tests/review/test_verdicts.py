"""What may be decided: only what names records, intents, and agencies that there are."""

from __future__ import annotations

import pytest

from bot.errors import OversightError
from bot.review.known import Known
from bot.review.verdicts import (
    judge_label,
    open_gap,
    teach_ask,
    teach_evaluation,
    teach_outside,
    teach_phrase,
)


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
