"""What the assistant keeps in mind between turns; lives in Rasa slots of the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

TRAIL_LENGTH = 5


@dataclass(frozen=True)
class Memory:
    """The state of one conversation, small and without anything personal."""

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
    misses: int = 0
    """How many turns in a row went unanswered."""
    offered: str | None = None
    """What the last question to the citizen offered: `person` or nothing."""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Memory:
        """Read the slots; anything unset takes its default."""
        values = {f.name: slots[f.name] for f in fields(cls) if slots.get(f.name) is not None}
        for name in ("options", "listing", "trail"):
            if name in values:
                values[name] = tuple(values[name])
        return cls(**values)

    def changes(self, earlier: Memory) -> dict[str, Any]:
        """The slots to set so that `earlier` becomes this."""
        changed = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != getattr(earlier, field.name):
                changed[field.name] = list(value) if isinstance(value, tuple) else value
        return changed
