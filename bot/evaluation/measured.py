"""The main figures of the last whole evaluation, kept in `var/` for the console to show.

Written by `missi evaluate` when it asked the held-out questions; reading it needs none of the evaluation.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.evaluation.summary import Summary

FILE_NAME = "measured.json"
SHARES = ("right", "helped", "wrong")


@dataclass(frozen=True)
class Measured:
    """What was measured when, of which model; shares from 0 to 1."""

    measured_at: str
    """UTC as ISO 8601."""
    model: str | None
    """The model's fingerprint."""
    questions: int
    right: float
    helped: float
    wrong: float


def write_measured(summary: Summary, folder: Path) -> None:
    """Keep the figures of an evaluation."""
    shares = {name: summary.all[name].value for name in SHARES}
    origin = summary.origin
    measured = Measured(origin.measured_at, origin.model, summary.questions, **shares)
    fresh = folder / f"{FILE_NAME}.fresh"
    fresh.write_text(json.dumps(asdict(measured), indent=1) + "\n", encoding="utf-8")
    fresh.replace(folder / FILE_NAME)  # whole or not at all


def read_measured(folder: Path) -> Measured | None:
    """Return what was kept, or None when nothing was that can be read."""
    try:
        return Measured(**json.loads((folder / FILE_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
