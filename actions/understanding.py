"""Reads how Rasa understood a message as a turn of the dialogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.dialogue.memory import TRAIL_LENGTH, Memory
from bot.dialogue.turn import Entity, Turn
from bot.encoder import Reading

ABOUT_NUMBERS = frozenset({"repeat_answer", "ask_contact"})
"""Intents that ask for a number, or for what was just said."""


def read_parse(parse: Mapping[str, Any], *, today: date, memory: Memory) -> Turn:
    """Return the turn; `parse` has `text`, `mended`, `intent`, `intent_ranking`, `entities`, `doubtful`."""
    text = parse.get("text") or ""
    intent = parse.get("intent") or {}
    name, confidence = intent.get("name") or "", float(intent.get("confidence") or 0.0)
    ranking = {i["name"]: float(i["confidence"]) for i in parse.get("intent_ranking", ())}
    return Turn(
        text=parse.get("mended") or text,
        intent=name,
        today=today,
        ranking=ranking or {name: confidence},
        entities=tuple(_entity(entity, text) for entity in parse.get("entities", ())),
        memory=memory,
        reading=Reading.unpack(parse["reading"]) if parse.get("reading") else None,
        doubtful=bool(parse.get("doubtful")),
    )


def after_danger(turn: Turn, events: Iterable[Mapping[str, Any]]) -> Turn:
    """The turn with the advice of a danger in mind, if that was the last reply and a number is asked for.

    Rasa gives that advice without an action. "What was that number again?" is about it; all else goes on
    where the talk was before, for it may have been a false alarm.
    """
    if turn.intent not in ABOUT_NUMBERS:
        return turn
    memory = turn.memory
    for event in events:
        custom = (event.get("data") or {}).get("custom") or {}
        if custom.get("outcome") == "safety" and custom.get("records"):
            told, *others = custom["records"]
            trail = (*memory.trail, memory.record) if memory.record else memory.trail
            return replace(turn, memory=Memory(told, options=tuple(others), trail=trail[-TRAIL_LENGTH:]))
    return turn


def _entity(entity: Mapping[str, Any], text: str) -> Entity:
    spoken = text[entity["start"] : entity["end"]] if "start" in entity and "end" in entity else ""
    return Entity(entity["entity"], str(entity["value"]), spoken)
