"""What an action answers: which responses of the domain to utter, and the facts of the reply contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.dialogue.memory import Memory
from bot.knowledge.record import Record

Outcome = Literal["answer", "clarify", "refuse", "handoff", "smalltalk", "safety", "error"]
Effect = Literal["person", "delete"]


@dataclass(frozen=True)
class Button:
    """Something to press instead of typing."""

    title: str
    payload: str


@dataclass(frozen=True)
class Say:
    """One message: a response of `domain.yml` with the values it names."""

    response: str
    values: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Reply:
    """A whole reply."""

    says: tuple[Say, ...]
    outcome: Outcome
    memory: Memory
    records: tuple[Record, ...] = ()
    aspect: str | None = None
    score: float | None = None
    effect: Effect | None = None
    """What the front door does besides: bring a `person`, or `delete` the conversation after a yes."""

    def contract(self) -> dict[str, Any]:
        """The part of the reply contract that is known here; the channel adds the rest."""
        part = {
            "outcome": self.outcome,
            "records": [record.id for record in self.records],
            "aspect": self.aspect,
            "score": None if self.score is None else round(self.score, 4),
            "sources": [_source(record) for record in self.records[:5] if record.source],
        }
        return part | ({"effect": self.effect} if self.effect else {})


def _source(record: Record) -> dict[str, Any]:
    assert record.source
    return {
        "title": record.source.title,
        "url": record.source.url,
        "verified_on": record.verified_on.isoformat() if record.verified_on else None,
    }
