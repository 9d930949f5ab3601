"""What is measured at each size, from the figures of one run of the assistant.

Takes turns and seconds, gives the sizes that `report` and `plot` show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.bench.client import Turn
from bot.bench.figures import percentile, ratio
from bot.errors import SettingError

BAR_TIMES, BAR_RATIO = 100, 1.3


@dataclass(frozen=True)
class Size:
    """The knowledge base at so many times its real size, and what came of it."""

    times: int
    records: int
    passages: int
    turns: tuple[Turn, ...]
    processor_seconds: float
    """Of all our processes in these turns; work of others does not change it."""
    first_reply_seconds: float
    memory_bytes: int
    """Of the actions (PSS)."""

    def turn_ms(self, percent: float) -> float:
        """How many milliseconds that many percent of the turns do not pass."""
        return 1000 * percentile([turn.seconds for turn in self.turns], percent)

    @property
    def processor_ms(self) -> float:
        """Milliseconds of processor time a turn, the mean."""
        return 1000 * self.processor_seconds / len(self.turns)

    @property
    def unanswered(self) -> int:
        """How many turns got no good reply."""
        return sum(not turn.is_good for turn in self.turns)


def growth(sizes: Sequence[Size], size: Size) -> float:
    """Return a size's median turn as a multiple of that of the first size."""
    return ratio(size.turn_ms(50), sizes[0].turn_ms(50))


def is_met(sizes: Sequence[Size]) -> bool | None:
    """Whether the bar is kept; None when no run went from size 1 to as many times as it speaks of."""
    if sizes[0].times != 1 or sizes[-1].times < BAR_TIMES:
        return None
    return growth(sizes, sizes[-1]) <= BAR_RATIO


def parse_sizes(text: str) -> list[int]:
    """Return the sizes that a text such as "1,10,100" lists, ascending; raises SettingError."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= 1000 for part in parts):
        raise SettingError(f"--sizes: expected whole numbers from 1 to 1000 with commas, got {text!r}")
    return sorted({int(part) for part in parts})
