"""Two needs in one message get both answers; one need with an "and" in it stays one."""

from __future__ import annotations

import pytest

from bot.dialogue import question
from bot.dialogue.desk import Desk
from bot.dialogue.twofold import split_needs
from tests.small import make_turn, told


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("How do I renew my tag, and where do I vote?", ("How do I renew my tag", "where do I vote?")),
        ("How do I renew my tag? And where do I vote?", ("How do I renew my tag", "where do I vote?")),
        ("I need a birth certificate and I also need a passport", None),
        ("what does a boat title cost; can I fish without a license", None),
    ],
)
def test_a_message_that_asks_twice_is_split(text: str, halves: tuple[str, str] | None) -> None:
    found = split_needs(text)
    assert found is not None
    assert halves is None or found == halves


@pytest.mark.parametrize(
    "text",
    [
        "hunting and fishing license",
        "My wife died and her papers are gone",
        "how do I get married and how much is it?",
        "where do I go and what do I bring?",
        "salt and vinegar",
        "",
    ],
)
def test_one_need_stays_one(text: str) -> None:
    assert split_needs(text) is None


def test_both_are_told(desk: Desk) -> None:
    turn = make_turn("how do I get a fishing license, and where do I report a pothole on my street?")
    reply = question.answer_question(turn, desk)
    assert reply.outcome == "answer"
    assert told(reply) == ["service:fishing-license", "service:pothole"]
    assert reply.memory.options == ("service:fishing-license", "service:pothole")
