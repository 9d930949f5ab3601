"""Counts what the journal holds; by an index, so that 100,000 turns take no time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.channels.base.tables import FEEDBACK
from bot.journal.tables import ENTRY


@dataclass(frozen=True)
class Volume:
    """How many turns there were in some time."""

    outcomes: Mapping[str, int]
    channels: Mapping[str, int]

    @property
    def turns(self) -> int:
        """All of them."""
        return sum(self.outcomes.values())


def count_turns(engine: Engine, since: float, until: float) -> Volume:
    """Return the turns from one moment to another, in seconds since 1970, the second one not included."""
    within = (ENTRY.c.at >= since, ENTRY.c.at < until)
    query = select(ENTRY.c.outcome, ENTRY.c.channel, func.count()).where(*within)
    outcomes: dict[str, int] = {}
    channels: dict[str, int] = {}
    with engine.connect() as connection:
        for outcome, channel, count in connection.execute(query.group_by(ENTRY.c.outcome, ENTRY.c.channel)):
            outcomes[outcome] = outcomes.get(outcome, 0) + count
            channels[channel] = channels.get(channel, 0) + count
    return Volume(outcomes, channels)


def count_votes(engine: Engine, vote: str, since: float) -> int:
    """Return how many turns were voted so (`up`, `down`) since a moment."""
    query = select(func.count()).select_from(FEEDBACK).where(FEEDBACK.c.vote == vote, FEEDBACK.c.at >= since)
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())
