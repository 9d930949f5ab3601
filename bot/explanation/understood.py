"""How a message was understood: its mended words, intents and names, and what was in mind before.

Read from what Rasa understood, just now or in a stored turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogue.turn import Entity, Turn

MOST_INTENTS = 6


@dataclass(frozen=True)
class Understood:
    """A message as the assistant sees it."""

    words: str
    mended: str
    intents: Mapping[str, float]
    """The likeliest intents with their probabilities, best first."""
    entities: tuple[Entity, ...]
    memory: Mapping[str, Any]
    """What was in mind before the message."""


def describe_turn(words: str, turn: Turn) -> Understood:
    """Return what a turn tells of the words it was understood from."""
    ranked = sorted(turn.ranking.items(), key=lambda pair: -pair[1])[:MOST_INTENTS]
    return Understood(words, turn.text, dict(ranked), turn.entities, turn.memory.as_data())
