"""The office for a need in a place; follow-ups change the place or the need."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.desk import Desk
from bot.dialogue.offices import find_office
from bot.dialogue.places import names_only_place
from tests.small import make_turn, responses, told

LICENSE = "service:fishing-license"
FISH, HOLLY, ROAD = "office:fish-greenwood", "office:fish-holly-springs", "office:road-greenwood"
Entities = tuple[tuple[str, str, str], ...]
GREENWOOD: Entities = (("city", "Greenwood", "Greenwood"),)
HOLLY_SPRINGS: Entities = (("city", "Holly Springs", "holly springs"),)
LEFLORE: Entities = (("county", "leflore", "Leflore County"),)
SUNFLOWER: Entities = (("county", "sunflower", "Sunflower County"),)
NOWHERE: Entities = (("city", "Atlantis", "Atlantis"),)


@pytest.mark.parametrize(
    ("text", "entities", "memory", "ids"),
    [
        ("where do I buy a fishing license in Greenwood", GREENWOOD, {}, [FISH]),
        ("fishing license in holly springs", HOLLY_SPRINGS, {}, [HOLLY]),
        ("fishing license in Leflore County", LEFLORE, {}, [FISH]),
        ("report a pothole in the road commission yard in Greenwood", GREENWOOD, {}, [ROAD]),
        ("and in Greenwood?", GREENWOOD, {"record": LICENSE}, [FISH]),
        ("in holly springs", HOLLY_SPRINGS, {"record": "agency:fish"}, [HOLLY]),
        ("what about Greenwood", GREENWOOD, {"record": HOLLY}, [FISH]),
        ("in Greenwood", GREENWOOD, {"record": "service:pothole"}, [ROAD]),
        (
            "in Greenwood",
            GREENWOOD,
            {"record": "agency:road", "options": (LICENSE,), "awaiting": True},
            [FISH],
        ),
        ("offices in Greenwood", GREENWOOD, {}, [FISH, ROAD]),
    ],
)
def test_the_office_in_the_place_is_told(
    desk: Desk, text: str, entities: Entities, memory: dict[str, Any], ids: list[str]
) -> None:
    reply = find_office(make_turn(text, "find_office", entities=entities, **memory), desk)
    assert (reply.outcome, told(reply), reply.memory.kind) == ("answer", ids, "office")
    assert responses(reply)[0] == ("summary" if ids == [FISH] else responses(reply)[0])


def test_offices_without_one_there_come_from_the_same_part_of_the_state(desk: Desk) -> None:
    turn = make_turn("fishing license in Sunflower County", "find_office", entities=SUNFLOWER)
    reply = find_office(turn, desk)
    assert (responses(reply), told(reply)) == (["no_office_there", "list"], [FISH])


def test_a_place_nobody_knows_lists_every_office_for_the_need(desk: Desk) -> None:
    reply = find_office(make_turn("fishing license in Atlantis", "find_office", entities=NOWHERE), desk)
    assert (responses(reply), told(reply)) == (["no_office_there", "list"], [FISH, HOLLY])


def test_without_a_place_the_offices_of_the_need_are_told(desk: Desk) -> None:
    reply = find_office(make_turn("where do I buy a fishing license", "find_office"), desk)
    assert (told(reply), responses(reply)[0]) == ([LICENSE], "where_offices")


@pytest.mark.parametrize(
    ("text", "intent", "outcome", "said"),
    [
        ("lemonade stand permit in Greenwood", "find_office", "answer", "where_unknown"),
        ("lemonade stand permit in Greenwood", "out_of_scope", "refuse", "no_office_known"),
    ],
)
def test_a_need_without_an_office_is_answered_or_refused(
    desk: Desk, text: str, intent: str, outcome: str, said: str
) -> None:
    reply = find_office(make_turn(text, intent, entities=GREENWOOD), desk)
    assert (reply.outcome, responses(reply)[0]) == (outcome, said)


def test_a_place_alone_is_no_change_of_subject(desk: Desk) -> None:
    turn = make_turn("in Greenwood", "find_office", entities=GREENWOOD, record="service:lemonade-stand")
    assert told(find_office(turn, desk)) == ["service:lemonade-stand"]


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("and in Greenwood?", GREENWOOD, True),
        ("what about Leflore County", LEFLORE, True),
        ("the city of Greenwood", GREENWOOD, True),
        ("where is it in Greenwood", GREENWOOD, True),
        ("fishing in Greenwood", GREENWOOD, False),
        ("Greenwood mayor", GREENWOOD, False),
        ("and in Greenwood?", (), False),
        ("how much", (), False),
    ],
)
def test_words_that_name_only_a_place(text: str, entities: Entities, expected: bool) -> None:
    assert names_only_place(make_turn(text, entities=entities)) is expected
