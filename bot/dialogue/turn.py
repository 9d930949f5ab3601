"""One turn: what the citizen said, how it was understood, and what was in mind before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.dialogue.memory import Memory
from bot.encoder import Reading


@dataclass(frozen=True)
class Entity:
    """A name recognized in the words; `value` is a record's slug or, for a city, its name."""

    kind: str
    value: str
    text: str = ""


@dataclass(frozen=True)
class Turn:
    """Everything a reply is made from."""

    text: str
    intent: str
    today: date
    ranking: Mapping[str, float] = field(default_factory=dict)
    """Probability of each intent."""
    entities: tuple[Entity, ...] = ()
    memory: Memory = Memory()
    reading: Reading | None = None
    """What the encoder made of the text, when that was done already."""

    doubtful: bool = False
    """Whether the words may tell of danger after all."""

    def values(self, kind: str) -> tuple[str, ...]:
        """The values of all entities of a kind, in the order spoken."""
        return tuple(e.value for e in self.entities if e.kind == kind)
