"""What the front door tells by itself: responses of `domain.yml` with their values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

MINUTE_S = 60.0


@dataclass(frozen=True)
class Line:
    """One response, and what fills its blanks."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """A whole answer of the door's own; without lines the bot is silent."""

    lines: tuple[Line, ...] = ()
    outcome: str = "handoff"
    erases: bool = False
    """Whether the conversation is deleted before it is said."""
    is_first: bool = False
    """Whether it comes before what the assistant says."""

    @classmethod
    def of(cls, response: str, **values: str) -> Told:
        """One response."""
        return cls((Line(response, values),))


def show_wait(seconds: float) -> str:
    """Return a wait in words, rounded up to minutes."""
    minutes = max(1, math.ceil(seconds / MINUTE_S))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
