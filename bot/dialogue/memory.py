"""What the assistant keeps in mind between turns; lives in one Rasa slot, `memory`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

TRAIL_LENGTH = 5


@dataclass(frozen=True)
class Memory:
    """The state of one conversation, small."""

    record: str | None = None
    """Id of the record the last answer came from."""
    aspect: str | None = None
    """Which aspect of it was asked."""
    kind: str | None = None
    """What kind of answer it was: question, office, events, news, topic, holiday."""
    options: tuple[str, ...] = ()
    """Ids offered to choose from, in the order shown."""
    awaiting: bool = False
    """Whether the citizen was just asked to choose among `options`."""
    listing: tuple[str, ...] = ()
    """Ids of a long list that have not been shown yet."""
    trail: tuple[str, ...] = ()
    """Ids of earlier answers, oldest first."""
    asked: str | None = None
    """What was asked and is not answered yet, in the citizen's words, personal data masked."""
    misses: int = 0
    """How many turns in a row went unanswered."""
    offered: str | None = None
    """What the last question to the citizen offered: `person` or nothing."""

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | None) -> Memory:
        """Read what `as_data` gave; anything missing takes its default."""
        known = {f.name for f in fields(cls)}
        values: dict[str, Any] = {n: v for n, v in (data or {}).items() if n in known}
        values |= {n: tuple(v) for n, v in values.items() if isinstance(v, list)}
        return cls(**values)

    def as_data(self) -> dict[str, Any]:
        """The memory as plain data, defaults left out."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        return {n: list(v) if isinstance(v, tuple) else v for n, v in values.items()}
