"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass

WRONG, DOUBTFUL = "wrong", "doubtful"


@dataclass(frozen=True)
class Finding:
    """One thing to look at; `level` is WRONG when a training would fail or learn nonsense."""

    level: str
    text: str
    subject: str = ""
    """The intent, response, or story that it is about."""
