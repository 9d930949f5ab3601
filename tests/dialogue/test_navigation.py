"""Moves within a conversation: again, back, yes, no, a person, and over again."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.desk import Desk
from bot.dialogue.memory import Memory
from bot.dialogue.navigation import accept, decline, go_back, offer_person, repeat_answer, start_over
from tests.small import make_turn, responses, told

LICENSE, BOAT, POTHOLE = "service:fishing-license", "service:boat-title", "service:pothole"
GONE = "service:gone"


@pytest.mark.parametrize(
    ("memory", "aspect"),
    [({"record": LICENSE, "aspect": "cost"}, "cost"), ({"record": LICENSE}, None)],
)
def test_the_last_answer_is_told_again(desk: Desk, memory: dict[str, Any], aspect: str | None) -> None:
    reply = repeat_answer(make_turn("say that again", "repeat_answer", **memory), desk)
    assert (reply.outcome, told(reply), reply.aspect) == ("answer", [LICENSE], aspect)
    assert reply.memory.trail == ()


def test_an_open_choice_is_offered_again(desk: Desk) -> None:
    turn = make_turn(
        "say that again", "repeat_answer", record=POTHOLE, options=(LICENSE, BOAT), awaiting=True
    )
    reply = repeat_answer(turn, desk)
    assert (reply.outcome, told(reply), reply.memory) == ("clarify", [LICENSE, BOAT], turn.memory)


@pytest.mark.parametrize("record", [None, GONE])
def test_without_an_answer_there_is_nothing_to_repeat(desk: Desk, record: str | None) -> None:
    reply = repeat_answer(make_turn("again", "repeat_answer", record=record), desk)
    assert (reply.outcome, responses(reply)) == ("refuse", ["nothing_to_repeat"])


def test_going_back_walks_the_trail_to_its_start(desk: Desk) -> None:
    memory: dict[str, Any] = {"record": LICENSE, "trail": (POTHOLE, BOAT), "aspect": "cost"}
    first = go_back(make_turn("back", "go_back", **memory), desk)
    assert (told(first), first.aspect, first.memory.trail) == ([BOAT], "about", (POTHOLE,))
    second = go_back(make_turn("back", "go_back", **vars(first.memory)), desk)
    assert (told(second), second.memory.trail) == ([POTHOLE], ())
    third = go_back(make_turn("back", "go_back", **vars(second.memory)), desk)
    assert told(third) == [POTHOLE]


@pytest.mark.parametrize(
    ("memory", "ids", "said"),
    [
        ({}, [], "nothing_to_repeat"),
        ({"record": LICENSE}, [LICENSE], None),
        ({"record": LICENSE, "trail": (GONE,)}, [LICENSE], None),
    ],
)
def test_going_back_from_the_start(
    desk: Desk, memory: dict[str, Any], ids: list[str], said: str | None
) -> None:
    reply = go_back(make_turn("back", "go_back", **memory), desk)
    assert told(reply) == ids
    assert said is None or responses(reply) == [said]


@pytest.mark.parametrize(
    ("memory", "outcome", "ids"),
    [
        ({}, "smalltalk", []),
        ({"record": LICENSE}, "smalltalk", []),
        ({"options": (BOAT, LICENSE), "awaiting": True}, "answer", [BOAT]),
        ({"options": (GONE,)}, "smalltalk", []),
        ({"offered": "person"}, "handoff", []),
        ({"offered": "person", "options": (BOAT,), "record": LICENSE}, "handoff", ["agency:fish"]),
    ],
)
def test_yes_takes_what_was_offered(desk: Desk, memory: dict[str, Any], outcome: str, ids: list[str]) -> None:
    reply = accept(make_turn("yes", "affirm", **memory), desk)
    assert (reply.outcome, told(reply)) == (outcome, ids)


def test_yes_keeps_the_aspect_asked_for(desk: Desk) -> None:
    reply = accept(make_turn("yes", "affirm", options=(LICENSE, BOAT), aspect="cost"), desk)
    assert (reply.aspect, responses(reply)[0]) == ("cost", "cost")


@pytest.mark.parametrize(
    ("memory", "said"),
    [
        ({}, "anything_else"),
        ({"offered": "person", "misses": 2}, "anything_else"),
        ({"options": (BOAT, LICENSE), "awaiting": True}, "none_of_these"),
    ],
)
def test_no_lets_go_of_what_was_offered(desk: Desk, memory: dict[str, Any], said: str) -> None:
    reply = decline(make_turn("no", "deny", record=POTHOLE, **memory), desk)
    assert (reply.outcome, responses(reply)) == ("smalltalk", [said])
    assert (reply.memory.offered, reply.memory.options, reply.memory.awaiting) == (None, (), False)
    assert reply.memory.record == POTHOLE


@pytest.mark.parametrize(
    ("record", "said", "ids"),
    [
        (None, ["person"], []),
        (LICENSE, ["person_agency", "person"], ["agency:fish"]),
        ("agency:fish", ["person_agency", "person"], ["agency:fish"]),
        (POTHOLE, ["person"], []),
        ("service:lemonade-stand", ["person"], []),
        (GONE, ["person"], []),
    ],
)
def test_a_person_is_the_agency_when_it_has_a_phone(
    desk: Desk, record: str | None, said: list[str], ids: list[str]
) -> None:
    reply = offer_person(make_turn("a person", "ask_person", record=record, misses=3, offered="person"), desk)
    assert (reply.outcome, responses(reply), told(reply)) == ("handoff", said, ids)
    assert (reply.memory.misses, reply.memory.offered, reply.memory.record) == (0, None, record)


def test_starting_over_forgets_everything(desk: Desk) -> None:
    turn = make_turn("start over", "start_over", record=LICENSE, trail=(BOAT,), misses=1, options=(POTHOLE,))
    reply = start_over(turn, desk)
    assert (responses(reply), reply.memory) == (["fresh_start"], Memory())
