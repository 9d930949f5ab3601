"""What testing a model has shown: its figures, what got better and worse, and the lines of the gate.

Kept as JSON with the model, so that a page shows it without working anything out.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1


@dataclass(frozen=True)
class Line:
    """One thing that the gate asks for; `name` has its words in the console's `words.yml`."""

    name: str
    is_met: bool
    found: str
    """The figure that was measured."""
    wanted: str
    """The figure that is asked for."""
    failures: tuple[str, ...] = ()
    """The questions that it failed on."""


@dataclass(frozen=True)
class Figure:
    """A share from 0 to 1 with the ends of its 95 % interval, and how many questions it is of."""

    name: str
    value: float
    low: float
    high: float
    among: int
    before: float | None
    """The same of the live model."""


@dataclass(frozen=True)
class SliceChange:
    """A slice before and after: shares answered right, questions gained and lost, and McNemar's p."""

    slice: str
    asked: int
    before: float
    after: float
    gained: int
    lost: int
    chance: float


@dataclass(frozen=True)
class Changed:
    """A question whose reply is worth more, or less, than the live model's."""

    text: str
    slice: str
    before: str
    after: str
    wanted: str
    got_before: str
    got_after: str


@dataclass(frozen=True)
class Report:
    """Everything that one test has shown."""

    tested_at: float
    against: str
    """Digest of the live model that it was compared with."""
    questions: str
    """Version of the questions."""
    knowledge: str
    """Version of the published records they were answered from."""
    gate: tuple[Line, ...]
    figures: tuple[Figure, ...]
    slices: tuple[SliceChange, ...]
    better: tuple[Changed, ...]
    worse: tuple[Changed, ...]

    @property
    def is_passed(self) -> bool:
        """Whether every line of the gate is met."""
        return all(line.is_met for line in self.gate)

    def as_text(self) -> str:
        """The report as it is kept."""
        return json.dumps({"report": FORMAT, **asdict(self)}, ensure_ascii=False)


def read_report(text: str) -> Report | None:
    """Return the report that was kept, or None for one of another format: the model is to be tested again."""
    data: dict[str, Any] = json.loads(text)
    if data.pop("report", None) != FORMAT:
        return None
    lines = tuple(Line(**line | {"failures": tuple(line["failures"])}) for line in data.pop("gate"))
    kinds: tuple[tuple[str, Any], ...] = (
        ("figures", Figure),
        ("slices", SliceChange),
        ("better", Changed),
        ("worse", Changed),
    )
    lists: dict[str, Any] = {name: tuple(kind(**item) for item in data.pop(name)) for name, kind in kinds}
    return Report(gate=lines, **lists, **data)
