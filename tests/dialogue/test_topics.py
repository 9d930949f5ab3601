"""Browsing by topic: the services of one, or all topics."""

from __future__ import annotations

import pytest

from bot.dialogue.desk import Desk
from bot.dialogue.topics import browse_topic
from bot.knowledge.record import Record
from tests.small import make_turn, responses, told

OUTDOORS = ["topic:outdoors", "service:fishing-license", "service:boat-title"]
ROADS = ["topic:roads", "service:pothole"]
ALL = ["topic:outdoors", "topic:roads"]


@pytest.mark.parametrize(
    ("text", "topic", "ids"),
    [
        ("outdoor things", "outdoors", OUTDOORS),
        ("services for roads", "roads", ROADS),
        ("things to do outdoors", None, OUTDOORS),
        ("highways and bridges", None, ROADS),
        ("what can I ask about", None, ALL),
        ("", None, ALL),
        ("zzz qqq", None, ALL),
        ("/browse_topic", None, ALL),
        ("services for pirates", "pirates", ALL),
    ],
)
def test_a_topic_lists_its_services_and_no_topic_all_topics(
    desk: Desk, text: str, topic: str | None, ids: list[str]
) -> None:
    entities = (("topic", topic, topic),) if topic else ()
    reply = browse_topic(make_turn(text, "browse_topic", entities=entities), desk)
    assert told(reply) == ids
    assert responses(reply)[0] == ("topics" if told(reply) == ALL else "topic")


def test_a_topic_is_in_mind_afterwards_and_its_services_can_be_chosen(desk: Desk) -> None:
    turn = make_turn("outdoors", "browse_topic", entities=(("topic", "outdoors", "outdoors"),), misses=1)
    memory = browse_topic(turn, desk).memory
    assert (memory.record, memory.kind, memory.misses) == ("topic:outdoors", "topic", 0)
    assert memory.options == tuple(OUTDOORS[1:])


def test_drafts_are_not_listed(desk: Desk) -> None:
    reply = browse_topic(make_turn("", "browse_topic", entities=(("topic", "outdoors", ""),)), desk)
    assert "secret" not in reply.says[1].values["items"]


def test_an_unsure_intent_gives_way_to_a_sure_search(desk: Desk) -> None:
    assert told(browse_topic(make_turn("register my boat", "browse_topic", sure=0.1), desk)) == [
        "service:boat-title"
    ]


def test_every_shipped_topic_has_services(shipped: tuple[Record, ...]) -> None:
    used = {topic for record in shipped if record.type == "service" for topic in record.topics}
    assert {record.slug for record in shipped if record.type == "topic"} - used == set()
