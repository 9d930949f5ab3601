"""Whole conversations, told as data in `conversations/*.yml`: what is said and what a citizen should get.

A turn has `text` or `press` (the number of a button), and any of the expectations that `Turn` lists. A
conversation about what follows begins with the payload of a button, so that no search decides over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.assistant.citizen import Citizen, Reply

pytestmark = pytest.mark.model

FOLDER = Path(__file__).with_name("conversations")
KEYS = {"name", "turns", "xfail"}


@dataclass(frozen=True)
class Turn:
    """What is said, and what should come back."""

    text: Any = ""
    """Several texts are said one after the other until the outcome is the one expected."""
    press: int = 0
    outcome: Any = ()
    records: tuple[str, ...] = ()
    """The first record is one of these; `*` stands for anything."""
    among: tuple[str, ...] = ()
    """One of the records is one of these."""
    offered: Any = ()
    """The first record is the one at this place of the last choice, counted from 1."""
    aspect: Any = ()
    words: tuple[str, ...] = ()
    """All of these are said, in any case."""
    without: tuple[str, ...] = ()
    """None of these is said."""


def read(path: Path) -> Iterator[Any]:
    """The conversations of a file as test parameters."""
    for conversation in yaml.safe_load(path.read_text(encoding="utf-8")):
        assert set(conversation) <= KEYS, f"{path.name}: {set(conversation) - KEYS}"
        turns = [Turn(**turn) for turn in conversation["turns"]]
        reason = conversation.get("xfail")
        marks = [pytest.mark.xfail(reason=reason, strict=False, raises=AssertionError)] if reason else []
        yield pytest.param(turns, id=f"{path.stem}: {conversation['name']}", marks=marks)


def conversations() -> list[Any]:
    return [conversation for path in sorted(FOLDER.glob("*.yml")) for conversation in read(path)]


def as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def check(turn: Turn, reply: Reply, choice: list[str]) -> None:
    """Fail unless the reply is what the turn expects; `choice` is what was last offered."""
    told, text = reply.contract, reply.text.lower()
    best = told.records[0] if told.records else ""
    said = f"{turn.text or turn.press!r} got {reply}"
    assert not turn.outcome or told.outcome in as_list(turn.outcome), said
    assert not turn.records or any(fnmatchcase(best, wanted) for wanted in turn.records), said
    assert not turn.among or set(turn.among) & set(told.records), said
    if turn.offered:
        assert best in [choice[place - 1] for place in as_list(turn.offered) if place <= len(choice)], said
    assert not turn.aspect or told.aspect in as_list(turn.aspect), said
    assert not [word for word in turn.words if word.lower() not in text], said
    assert not [word for word in turn.without if word.lower() in text], said


@pytest.mark.parametrize("turns", conversations())
def test_a_conversation(citizen: Citizen, turns: list[Turn]) -> None:
    choice: list[str] = []
    payloads: list[str] = []
    for turn in turns:
        assert turn.press <= len(payloads), f"no button {turn.press} in {payloads}"
        for text in [payloads[turn.press - 1]] if turn.press else as_list(turn.text):
            reply = citizen.says(text)
            if reply.contract.outcome in as_list(turn.outcome):
                break
        check(turn, reply, choice)
        payloads = reply.payloads
        if reply.contract.outcome == "clarify":
            choice = reply.contract.records


def test_there_are_conversations_enough() -> None:
    assert len(conversations()) >= 20
