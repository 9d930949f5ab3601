"""Confusion: what is ranked, by what, and what it was mistaken for."""

from __future__ import annotations

from bot.evaluation.confusion import MOST_NAMES, Confused, find_confusion
from tests.evaluation.samples import DEER, reply, result

BOAT = "service:boat"
ASKED = [
    result(0, reply("answer", BOAT)),
    result(1, reply("answer", BOAT, intent="ask_cost")),
    result(2, reply("clarify", DEER)),
    result(3, reply()),
    result(4, reply("answer", BOAT), outcomes=("refuse",)),
    result(5, reply("answer", BOAT), records=(BOAT, DEER)),
]


def test_intents_are_ranked_with_the_kinds_they_confused() -> None:
    assert find_confusion(ASKED).intents == (
        Confused(
            "ask_about", 3, 5, (("service → service", 1), ("service → clarify", 1), ("refuse → service", 1))
        ),
        Confused("ask_cost", 1, 1, (("service → service", 1),)),
    )


def test_records_are_ranked_by_how_often_they_were_missed() -> None:
    assert find_confusion(ASKED).wanted == (
        Confused(DEER, 3, 4, ((BOAT, 2), ("clarify", 1))),
        Confused("refuse", 1, 1, ((BOAT, 1),)),
    )


def test_records_are_ranked_by_how_often_they_were_told_by_mistake() -> None:
    assert find_confusion(ASKED).told == (Confused(BOAT, 3, 4, ((DEER, 2), ("refuse", 1))),)


def test_only_the_worst_are_named_and_equals_by_name() -> None:
    many = [result(i, reply("refuse"), records=(f"service:{i:02}",)) for i in reversed(range(30))]
    wanted = find_confusion(many).wanted
    assert [one.name for one in wanted] == [f"service:{i:02}" for i in range(MOST_NAMES)]
