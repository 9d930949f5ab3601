"""Reads how Rasa understood a message as a turn of the dialogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.dialogue.memory import Memory
from bot.dialogue.turn import Entity, Turn
from bot.encoder import Reading


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


def _entity(entity: Mapping[str, Any], text: str) -> Entity:
    spoken = text[entity["start"] : entity["end"]] if "start" in entity and "end" in entity else ""
    return Entity(entity["entity"], str(entity["value"]), spoken)
