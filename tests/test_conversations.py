"""Conversations outlive the process: what one store saved, another one on the same file reads."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations import Conversations, ConversationStore
from bot.knowledge.database import open_database

DOMAIN = Domain.from_yaml("version: '3.1'\nslots: {memory: {type: any, mappings: [{type: custom}]}}")


def _store(path: Path) -> ConversationStore:
    return ConversationStore(DOMAIN, db=str(path / "conversations.db"))


def test_a_conversation_is_read_back_by_another_process(tmp_path: Path) -> None:
    events = [UserUttered("hello"), SlotSet("memory", {"record": "service:snap"})]
    tracker = DialogueStateTracker.from_events("u1", events, DOMAIN.slots)
    asyncio.run(_store(tmp_path).save(tracker))
    found = asyncio.run(_store(tmp_path).retrieve("u1"))
    assert found is not None
    assert found.get_slot("memory") == {"record": "service:snap"}
    assert [e.text for e in found.events if isinstance(e, UserUttered)] == ["hello"]


def test_saving_again_replaces_and_strangers_have_none(tmp_path: Path) -> None:
    store = _store(tmp_path)
    for text in ("one", "two"):
        asyncio.run(store.save(DialogueStateTracker.from_events("u1", [UserUttered(text)], DOMAIN.slots)))
    found = asyncio.run(store.retrieve("u1"))
    assert found is not None and [e.text for e in found.events if isinstance(e, UserUttered)] == ["two"]
    assert asyncio.run(store.retrieve("u2")) is None
    assert list(asyncio.run(store.keys())) == ["u1"]


def test_conversations_are_a_mapping(tmp_path: Path) -> None:
    kept = Conversations(open_database(f"sqlite:///{tmp_path / 'c.db'}"))
    kept["a"], kept["b"] = "1", "2"
    del kept["a"]
    assert dict(kept) == {"b": "2"} and len(kept) == 1
    with pytest.raises(KeyError):
        del kept["a"]
