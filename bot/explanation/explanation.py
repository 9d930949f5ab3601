"""Gathers how words are understood, searched and answered by today's model and knowledge.

Takes the assistant and the desk, gives an Explanation; `telling` puts it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from actions.understanding import read_parse
from bot.dialogue.desk import Desk
from bot.dialogue.intents import query_of
from bot.dialogue.memory import Memory
from bot.explanation.searched import Searched, describe_finding
from bot.explanation.told import Event, Told, read_told
from bot.explanation.understood import Understood, describe_turn

PRESSED = "/"  # a pressed button sends an intent instead of words
LISTENING: Event = {"event": "action", "name": "action_listen"}


class Assistant(Protocol):
    """Understands and answers; `bot.engine.rehearsal` is the real one."""

    @property
    def model(self) -> str:
        """The id of its model."""

    def understand(self, text: str) -> Mapping[str, Any]:
        """Return how the text is understood."""

    def answer(self, text: str, slots: Mapping[str, Any], events: Sequence[Event]) -> list[dict[str, Any]]:
        """Return the events of a turn that begins with this text."""


@dataclass(frozen=True)
class Before:
    """What came before the words."""

    memory: Memory = Memory()
    slots: Mapping[str, Any] = field(default_factory=dict)
    """What the slots held before the events."""
    events: tuple[Event, ...] = (LISTENING,)

    @classmethod
    def told(cls, record: str) -> Before:
        """A record was told just before."""
        memory = Memory(record=record, aspect="about", kind="question")
        return cls(memory, {"memory": memory.as_data()})


@dataclass(frozen=True)
class Origin:
    """Which model and knowledge an explanation is of."""

    model: str
    """Rasa's id of the model, which is kept with every turn."""
    fingerprint: str | None
    """Of all that the model was made from."""
    is_current: bool
    """Whether the data are still those that the model was made from."""
    knowledge: str
    """Version of the published records: a hash of all they say."""
    revision: int
    """How often they were changed."""


@dataclass(frozen=True)
class Explanation:
    """Why words are answered as they are."""

    understood: Understood
    searched: Searched | None
    """None for a pressed button."""
    told: Told
    origin: Origin


def explain(
    words: str, before: Before, *, assistant: Assistant, desk: Desk, origin: Origin, today: date
) -> Explanation:
    """Return why these words are answered as they are, said after what came before."""
    turn = read_parse(assistant.understand(words), today=today, memory=before.memory)
    is_pressed = words.startswith(PRESSED)
    return Explanation(
        understood=describe_turn(words, turn),
        searched=None if is_pressed else describe_finding(desk.find(query_of(turn))),
        told=read_told(assistant.answer(words, before.slots, before.events)),
        origin=origin,
    )
