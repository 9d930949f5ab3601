"""How a turn was understood, as Rasa kept it, and which records the assistant would find for it today.

The search is asked of the action server, which holds the index anyway: a second one would take 280 MB.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.engine.tables import TURN
from bot.operations.loopback import post
from bot.review.cluster import Turn

PATIENCE_S = 3.0
MOST_INTENTS = 6
_NEAR = 5  # turns to look at


@dataclass(frozen=True)
class Candidate:
    """A record that may answer, and its share of belief, 0 to 1."""

    record: str
    title: str
    share: float


@dataclass(frozen=True)
class Found:
    """What the search finds today."""

    candidates: tuple[Candidate, ...]
    decision: str
    right: float
    """The chance that the first one is right."""
    among: float
    """The chance that one of those offered is."""


@dataclass(frozen=True)
class Entity:
    """A name that was recognized: its kind, what it stands for, and the words."""

    kind: str
    value: str
    words: str


@dataclass(frozen=True)
class Evidence:
    """What is known of a turn's understanding."""

    intents: tuple[tuple[str, float], ...]
    """The likeliest, best first."""
    entities: tuple[Entity, ...]
    mended: str
    """The words as the assistant put them right."""
    is_kept: bool
    """Whether Rasa still has the turn; else the intent is all that the journal knows."""
    found: Found | None
    """None when the action server cannot be asked."""


def gather_evidence(engine: Engine, turn: Turn, actions_port: int) -> Evidence:
    """Return what is known of a turn."""
    kept = _find_parse(engine, turn)
    parse = kept or {"text": turn.question, "intent": {"name": turn.intent, "confidence": turn.confidence}}
    ranking = parse.get("intent_ranking") or [parse.get("intent") or {}]
    intents = [(str(one["name"]), float(one.get("confidence") or 0.0)) for one in ranking if one.get("name")]
    return Evidence(
        intents=tuple(sorted(intents, key=lambda pair: -pair[1])[:MOST_INTENTS]),
        entities=tuple(_entity(one, str(parse.get("text") or "")) for one in parse.get("entities") or ()),
        mended=str(parse.get("mended") or parse.get("text") or ""),
        is_kept=kept is not None,
        found=_search(parse, actions_port),
    )


def _find_parse(engine: Engine, turn: Turn) -> dict[str, Any] | None:
    """How Rasa understood a turn: its last message of these words before the turn ended."""
    mine = (TURN.c.sender == turn.conversation, TURN.c.at <= turn.at + 1)
    query = select(TURN.c.events).where(*mine).order_by(TURN.c.at.desc()).limit(_NEAR)
    try:
        with engine.connect() as connection:
            rows = list(connection.execute(query).scalars())
    except SQLAlchemyError:  # the table is made by the assistant, with its first turn
        return None
    for row in rows:
        for event in json.loads(row):
            if event.get("event") == "user" and event.get("text") == turn.question:
                return {"text": turn.question} | dict(event.get("parse_data") or {})
    return None


def _entity(entity: Mapping[str, Any], text: str) -> Entity:
    words = text[entity["start"] : entity["end"]] if "start" in entity and "end" in entity else ""
    return Entity(str(entity.get("entity")), str(entity.get("value")), words)


def _search(parse: Mapping[str, Any], port: int) -> Found | None:
    try:
        told = post(f"http://127.0.0.1:{port}/candidates", dict(parse), timeout_seconds=PATIENCE_S)
        candidates = (
            Candidate(c["record"]["id"], c["record"]["title"], c["share"]) for c in told["candidates"]
        )
        return Found(tuple(candidates), told["decision"], told["right"], told["among"])
    except (OSError, ValueError, LookupError):
        return None
