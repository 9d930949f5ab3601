"""Memory lives in a slot: what is written there is read back, through JSON and whatever else stands there."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from bot.dialogue.memory import Memory

FULL = Memory(
    record="service:a",
    aspect="cost",
    kind="question",
    options=("service:b", "service:c"),
    awaiting=True,
    listing=("service:d",),
    trail=("service:e", "service:f"),
    asked="what papers",
    misses=1,
    offered="person",
)


def stored(memory: Memory) -> Memory:
    """The memory after a turn: Rasa keeps its slot as JSON."""
    return Memory.from_data(json.loads(json.dumps(memory.as_data())))


def test_the_whole_memory_comes_back() -> None:
    assert all(getattr(FULL, field.name) != field.default for field in fields(Memory))
    assert stored(FULL) == FULL


@pytest.mark.parametrize("field", [field.name for field in fields(Memory)])
def test_each_part_comes_back_alone_and_can_be_cleared(field: str) -> None:
    alone = replace(Memory(), **{field: getattr(FULL, field)})
    assert stored(alone) == alone
    assert list(alone.as_data()) == [field]
    cleared = replace(FULL, **{field: getattr(Memory(), field)})
    assert stored(cleared) == cleared
    assert field not in cleared.as_data()


@pytest.mark.parametrize("data", [None, {}, {"requested_slot": "x", "agency": "its"}])
def test_nothing_and_strange_things_give_an_empty_memory(data: dict[str, object] | None) -> None:
    assert Memory.from_data(data) == Memory()


def test_a_strange_part_does_not_spoil_the_rest() -> None:
    assert Memory.from_data({**FULL.as_data(), "mood": "fine"}) == FULL


def test_an_empty_memory_is_empty_data() -> None:
    assert Memory().as_data() == {}
