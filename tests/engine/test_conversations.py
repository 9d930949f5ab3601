"""Conversations outlive the process, and a turn reads only the last few turns before it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.conversations import TAIL, ConversationStore

DOMAIN = Domain.from_yaml("version: '3.1'\nslots: {memory: {type: any, mappings: [{type: custom}]}}")
Open = Callable[[], ConversationStore]


@pytest.fixture
def reopen(tmp_path: Path) -> Open:
    """A store on the same file, as another process would open it."""
    return lambda: ConversationStore(DOMAIN, db=str(tmp_path / "conversations.db"))


def say(store: ConversationStore, text: str, memory: object = None, sender: str = "u1") -> None:
    """One turn, as Rasa's processor makes it: retrieve, add events, save."""
    tracker = asyncio.run(store.get_or_create_tracker(sender, append_action_listen=False))
    for event in [UserUttered(text), ActionExecuted("action_listen")]:
        tracker.update(event)
    if memory is not None:
        tracker.update(SlotSet("memory", memory))
    asyncio.run(store.save(tracker))


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def test_a_conversation_is_read_back_by_another_process(reopen: Open) -> None:
    say(reopen(), "hello", {"record": "service:snap"})
    found = asyncio.run(reopen().retrieve("u1"))
    assert texts(found) == ["hello"]
    assert found is not None and found.get_slot("memory") == {"record": "service:snap"}


def test_strangers_have_none(reopen: Open) -> None:
    say(reopen(), "hello")
    assert asyncio.run(reopen().retrieve("u2")) is None
    assert list(asyncio.run(reopen().keys())) == ["u1"]


def test_a_turn_sees_the_last_few_and_the_whole_is_kept(reopen: Open) -> None:
    store = reopen()
    said = [f"turn {number}" for number in range(10)]
    for text in said:
        say(store, text)
    assert texts(asyncio.run(reopen().retrieve("u1"))) == said[-TAIL:]
    assert texts(asyncio.run(reopen().retrieve_full_tracker("u1"))) == said


def test_slots_outlast_the_turns_that_set_them(reopen: Open) -> None:
    store = reopen()
    say(store, "my license", {"record": "service:dl-renew"})
    for number in range(TAIL + 3):
        say(store, f"hm {number}")
    found = asyncio.run(reopen().retrieve("u1"))
    assert found is not None and found.get_slot("memory") == {"record": "service:dl-renew"}
    assert found.copy().get_slot("memory") == {"record": "service:dl-renew"}, "Rasa runs actions on a copy"


def test_saving_twice_adds_nothing_twice(reopen: Open) -> None:
    store = reopen()
    tracker = asyncio.run(store.get_or_create_tracker("u1", append_action_listen=False))
    tracker.update(UserUttered("once"))
    asyncio.run(store.save(tracker))
    asyncio.run(store.save(tracker))
    assert texts(asyncio.run(store.retrieve_full_tracker("u1"))) == ["once"]


def test_a_conversation_can_be_removed(reopen: Open) -> None:
    store = reopen()
    say(store, "mine")
    say(store, "theirs", sender="u2")
    asyncio.run(store.delete("u1"))
    assert asyncio.run(store.retrieve("u1")) is None
    assert texts(asyncio.run(store.retrieve("u2"))) == ["theirs"]


def test_what_is_understood_is_kept_but_not_the_reading(reopen: Open) -> None:
    parse = {
        "text": "hello",
        "intent": {"name": "greet"},
        "entities": [],
        "reading": "AAAA",
        "mended": "hello",
    }
    store = reopen()
    tracker = asyncio.run(store.get_or_create_tracker("u1", append_action_listen=False))
    tracker.update(UserUttered("hello", parse["intent"], [], parse))
    asyncio.run(store.save(tracker))
    found = asyncio.run(store.retrieve("u1"))
    assert found is not None and found.latest_message is not None
    kept = found.latest_message.parse_data
    assert kept is not None and kept.get("mended") == "hello" and "reading" not in kept


class Broker(EventBroker):  # type: ignore[misc]
    """Keeps what is published."""

    def __init__(self) -> None:
        self.published: list[dict[str, Any]] = []

    def publish(self, event: dict[str, Any]) -> None:
        """See parent class."""
        self.published.append(event)

    @classmethod
    async def from_endpoint_config(cls, broker_config: object, event_loop: object = None) -> Broker:
        """See parent class."""
        return cls()


def test_each_event_is_published_once(tmp_path: Path) -> None:
    broker = Broker()
    store = ConversationStore(DOMAIN, broker, db=str(tmp_path / "conversations.db"))
    for text in ("one", "two"):
        say(store, text)
    told = [event["text"] for event in broker.published if event["event"] == "user"]
    assert told == ["one", "two"]
    assert {event["sender_id"] for event in broker.published} == {"u1"}
