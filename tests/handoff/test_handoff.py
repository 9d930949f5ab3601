"""The citizen's side on both databases: waiting, talking with a person, deleting, and who owns what."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert, update
from sqlalchemy.engine import Engine

from bot.handoff.handoff import NOBODY
from bot.handoff.tables import AGENT, PICKUP
from bot.handoff.told import Told, show_wait
from tests.handoff.door import THANKSGIVING, Door, responses


def test_nobody_is_the_bots(door: Door) -> None:
    assert door.handoff.owners.owner_of("web-1") == "bot"
    assert door.hears("hello") is None and door.handoff.status("web-1") == NOBODY


def test_whoever_asks_for_a_person_waits_in_line_and_the_bot_is_silent(door: Door) -> None:
    assert door.wants() == ["utter_queue_joined"]
    assert door.wants("web-2") == ["utter_queue_joined"]
    assert door.wants() == ["utter_queue_joined"], "asking again costs no place"
    assert door.handoff.status("web-1") == {"owner": "queued", "agent": None, "position": 1, "wait": None}
    assert door.handoff.status("web-2")["position"] == 2
    assert responses(door.hears("are you there?")) == ["utter_queue_waiting"]
    assert responses(door.hears("", payload="/leave_queue")) == ["utter_queue_left"]
    assert door.hears("renew my tag") is None and door.handoff.status("web-2")["position"] == 1


def test_an_agent_owns_the_conversation_until_it_is_given_back(door: Door) -> None:
    door.wants()
    agents = door.handoff.agents
    assert agents.take("Ana of ITS", "web-1") and not agents.take("Ben", "web-1")
    assert door.handoff.owners.owner_of("web-1") == "agent"
    assert door.hears("thank you") == Told(), "the bot says nothing"
    assert not agents.release("Ben", "web-1", "bot"), "it is Ana's"
    assert agents.release("Ana of ITS", "web-1", "bot")
    assert door.hears("thank you") is None
    assert [(e.action, e.who) for e in door.log.entries()] == [
        ("handoff.take", "Ana of ITS"),
        ("handoff.return", "Ana of ITS"),
    ]


def test_after_a_closed_talk_the_bot_answers_again(door: Door) -> None:
    door.wants()
    door.handoff.agents.take("Ana of ITS", "web-1")
    door.handoff.agents.release("Ana of ITS", "web-1", "closed")
    assert door.handoff.owners.owner_of("web-1") == "closed"
    assert door.hears("one more thing") is None
    assert door.handoff.owners.owner_of("web-1") == "bot"
    assert door.wants() == ["utter_queue_joined"]


def test_only_one_of_many_agents_takes_a_conversation(door: Door) -> None:
    door.wants()
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda n: door.handoff.agents.take(f"agent {n}", "web-1"), range(8)))
    assert sum(taken) == 1


def test_the_wait_is_told_when_it_is_known(door: Door, engine: Engine) -> None:
    now = time.time()
    with engine.begin() as connection:
        connection.execute(insert(PICKUP), [{"at": now, "waited": w} for w in (10.0, 130.0)])
    assert door.wants() == ["utter_queue_joined"], "two tell nothing"
    with engine.begin() as connection:
        connection.execute(insert(PICKUP), {"at": now, "waited": 4000.0})
        connection.execute(insert(PICKUP), [{"at": now - 9000, "waited": 1.0}] * 9)
    told = door.handoff.request("web-2", "web", is_live=True)
    assert responses(told) == ["utter_queue_joined", "utter_queue_wait"]
    assert told is not None and told.lines[1].values == {"minutes": "3 minutes"}


@pytest.mark.parametrize(("seconds", "words"), [(0, "1 minute"), (60, "1 minute"), (61, "2 minutes")])
def test_a_wait_is_rounded_up(seconds: float, words: str) -> None:
    assert show_wait(seconds) == words


def test_on_a_holiday_a_call_back_is_offered_and_the_holiday_named(door: Door) -> None:
    door.clock.now = THANKSGIVING
    told = door.handoff.request("web-1", "web", is_live=True)
    assert responses(told) == ["utter_nobody_there", "utter_office_holiday", "utter_contact_offer"]
    assert told is not None and "Thanksgiving" in told.lines[1].values["holiday"]
    assert door.handoff.owners.owner_of("web-1") == "bot"


def test_with_nobody_at_work_or_on_another_channel_a_call_back_is_offered(
    door: Door, open_door: Callable[..., Door], engine: Engine
) -> None:
    offered = ["utter_nobody_there", "utter_office_hours", "utter_contact_offer"]
    assert door.wants(is_live=False) == offered
    with engine.begin() as connection:
        connection.execute(update(AGENT).values(seen=0.0))
    assert door.wants() == offered


def test_without_agents_there_is_no_person_to_bring(open_door: Callable[..., Door]) -> None:
    door = open_door(agents={})
    assert door.handoff.request("web-1", "web", is_live=True) is None
    assert door.handoff.people() is None
    assert door.hears("", payload="/leave_contact") is None


def test_deleting_takes_a_yes_at_once(door: Door) -> None:
    door.handoff.ask_deletion("web-1", "web")
    told = door.hears("Yes, please!")
    assert told is not None and told.erases and responses(told) == ["utter_deleted"]
    assert door.hears("yes") is None, "it was asked once"
    door.handoff.ask_deletion("web-1", "web")
    assert responses(door.hears("no, keep it")) == ["utter_go_on"]
    door.handoff.ask_deletion("web-1", "web")
    assert door.hears("food stamps") is None and door.hears("yes") is None, "another question is no yes"
    told = door.hears("", payload="/confirm_deletion")
    assert told is not None and told.erases
    assert responses(door.hears("", payload="/keep_conversation")) == ["utter_go_on"]


def test_whoever_waits_in_vain_is_told(door: Door) -> None:
    door.wants()
    assert door.handoff.mind() == []
    door.clock.now = THANKSGIVING
    ((sender, channel, told),) = door.handoff.mind()
    assert (sender, channel) == ("web-1", "web")
    assert responses(told) == ["utter_queue_ended", "utter_office_holiday", "utter_contact_offer"]
    assert door.handoff.owners.owner_of("web-1") == "bot" and door.handoff.mind() == []


def test_whom_an_agent_has_left_is_first_in_line(door: Door, engine: Engine) -> None:
    for sender in ("web-1", "web-2", "web-3"):
        door.wants(sender)
    door.handoff.agents.take("Ana of ITS", "web-1")
    with engine.begin() as connection:
        connection.execute(update(AGENT).values(seen=time.time() - 400))
        connection.execute(insert(AGENT), {"name": "Ben", "seen": time.time()})
    ((sender, _, told),) = door.handoff.mind()
    assert sender == "web-1" and responses(told) == ["utter_queue_again"]
    assert door.handoff.status("web-1")["position"] == 1
