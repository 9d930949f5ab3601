"""Today's turns beside yesterday's up to the same time of day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.engine import Engine

from bot.journal.figures import Volume, count_turns
from bot.settings import STATE_TIME


@dataclass(frozen=True)
class Line:
    """One outcome or channel: how often today, and yesterday by this time."""

    name: str
    today: int
    yesterday: int
    share: float
    """Of today's turns."""


@dataclass(frozen=True)
class Day:
    """The turns of a day of the state's so far."""

    turns: int
    yesterday: int
    outcomes: tuple[Line, ...]
    channels: tuple[Line, ...]


def read_day(engine: Engine, now: datetime | None = None) -> Day:
    """Return today's turns, most frequent first."""
    now = (now or datetime.now(STATE_TIME)).astimezone(STATE_TIME)
    midnight = datetime.combine(now.date(), time(), STATE_TIME)
    before = now - timedelta(days=1)
    today = count_turns(engine, midnight.timestamp(), now.timestamp() + 1)
    earlier = datetime.combine(before.date(), time(), STATE_TIME)
    yesterday = count_turns(engine, earlier.timestamp(), before.timestamp())
    return Day(
        turns=today.turns,
        yesterday=yesterday.turns,
        outcomes=_lines(today, yesterday, "outcomes"),
        channels=_lines(today, yesterday, "channels"),
    )


def _lines(today: Volume, yesterday: Volume, kind: str) -> tuple[Line, ...]:
    now, then = getattr(today, kind), getattr(yesterday, kind)
    names = sorted(now.keys() | then.keys(), key=lambda name: (-now.get(name, 0), name))
    total = max(1, today.turns)
    return tuple(Line(name, now.get(name, 0), then.get(name, 0), now.get(name, 0) / total) for name in names)
