"""Finds intents that nobody reaches: nobody's words were taken for them, or no rule leads on from them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.authoring.stories import SAYS, Story
from bot.journal.tables import ENTRY

DAYS = 30
FEW = 8
"""Phrases below which an intent is hardly learned; the smallest of ours that works has 40."""
DAY_S = 86400


@dataclass(frozen=True)
class Reach:
    """An intent as it stands."""

    intent: str
    phrases: int
    turns: int
    """Turns that were taken for it in the last days."""
    stories: int
    """Stories and rules that it stands in."""

    @property
    def is_short(self) -> bool:
        """Whether it has too few phrases to be learned."""
        return self.phrases < FEW


def count_turns(engine: Engine, days: int = DAYS, now: float | None = None) -> dict[str, int]:
    """Return how many turns of the last days each intent was understood in."""
    since = (now or time.time()) - days * DAY_S
    query = select(ENTRY.c.intent, func.count()).where(ENTRY.c.at >= since).group_by(ENTRY.c.intent)
    with engine.connect() as connection:
        return {intent: int(count) for intent, count in connection.execute(query) if intent}


def measure_reach(
    intents: Sequence[str], phrases: Sequence[str], stories: Sequence[Story], turns: Mapping[str, int]
) -> list[Reach]:
    """Return how each intent stands; `phrases` holds the intent of each phrase."""
    used = [step.name for story in stories for step in story.steps if step.kind == SAYS]
    counted = {intent: phrases.count(intent) for intent in intents}
    return [Reach(i, counted[i], turns.get(i, 0), used.count(i)) for i in intents]
