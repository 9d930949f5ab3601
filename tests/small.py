"""A small invented knowledge base, weights that no refit changes, and turns to say over it.

The records stand in `tests/small/`; `tests/conftest.py` makes a store, a search and a desk of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from bot.dialogue.memory import Memory
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Entity, Turn
from bot.knowledge.search.certainty import FIGURES, Weights
from bot.knowledge.search.ranker import Ranker

SMALL = Path(__file__).parent / "small"
TODAY = date(2026, 11, 21)
SURE = 0.9
WEIGHTS = Weights(
    ranker=Ranker.weighted_sum(
        {"nearest": 6.0, "letters": 3.0, "lexical": 2.0, "mentioned": 4.0, "placed": 3.0, "same": 2.0}
    ),
    right=dict.fromkeys(FIGURES, 0.0) | {"bias": -5.0, "margin": 5.0, "nearest": 3.0, "outside": -6.0},
    among=dict.fromkeys(FIGURES, 0.0) | {"bias": -6.0, "three": 3.0, "nearest": 6.0, "outside": -6.0},
)


def make_turn(
    text: str,
    intent: str = "ask_about",
    *,
    sure: float = SURE,
    entities: tuple[tuple[str, str, str], ...] = (),
    today: date = TODAY,
    **memory: Any,
) -> Turn:
    """A turn; `entities` are (kind, value, words), and `memory` is what was in mind before."""
    return Turn(
        text=text,
        intent=intent,
        today=today,
        ranking={intent: sure},
        entities=tuple(Entity(*entity) for entity in entities),
        memory=Memory(**memory),
    )


def responses(reply: Reply) -> list[str]:
    """The names of what a reply says, without their `utter_`."""
    return [say.response.removeprefix("utter_") for say in reply.says]


def told(reply: Reply) -> list[str]:
    """The ids of what a reply tells."""
    return [record.id for record in reply.records]
