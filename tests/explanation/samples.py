"""An assistant that understands what it is told to, and stored conversations with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.engine.tables import TURN
from bot.explanation.explanation import Origin
from bot.knowledge.database import open_database

WORDS = "how do I get a fishing license"
ORIGIN = Origin("model-2", "f" * 64, True, "k" * 64, 3)
LISTEN = {"event": "action", "name": "action_listen"}
SESSION = [{"event": "action", "name": "action_session_start"}, {"event": "session_started"}, LISTEN]
MEMORY = {"record": "service:boat-title"}


def parse(text: str, intent: str = "ask_how") -> dict[str, Any]:
    """What Rasa understands."""
    ranking = [{"name": intent, "confidence": 0.9}, {"name": "ask_cost", "confidence": 0.1}]
    ranking += [{"name": f"other_{n}", "confidence": 0.0} for n in range(9)]
    entity = {"entity": "agency", "value": "fish", "start": 0, "end": 3}
    return {
        "text": text,
        "mended": text.replace("fihsing", "fishing"),
        "intent": ranking[0],
        "intent_ranking": ranking,
        "entities": [entity],
    }


def user(text: str, model: str = "model-1") -> dict[str, Any]:
    metadata = {"model_id": model}
    return {"event": "user", "text": text, "parse_data": parse(text), "metadata": metadata}


def answer(record: str, text: str, score: float | None = 0.8) -> list[dict[str, Any]]:
    """What follows a message that one record answers."""
    custom = {"outcome": "answer", "records": [record], "aspect": "how", "score": score}
    buttons = [{"title": "Another", "payload": "/choose"}]
    return [
        {"event": "action", "name": "action_answer_question"},
        {"event": "bot", "text": text, "data": {"custom": custom, "buttons": None}},
        {"event": "bot", "text": "Source: fish", "data": {"custom": None, "buttons": buttons}},
        {"event": "slot", "name": "memory", "value": {"record": record}},
        LISTEN,
    ]


class FakeAssistant:
    """Answers every message alike; `asked` is what came before each."""

    model = "model-2"

    def __init__(self, *reply: Mapping[str, Any]) -> None:
        self._reply = reply or answer("service:fishing-license", "Buy a fishing license online.")
        self.asked: list[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]] = []

    def understand(self, text: str) -> dict[str, Any]:
        """See Assistant."""
        return parse(text)

    def answer(
        self, text: str, slots: Mapping[str, Any], events: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """See Assistant."""
        self.asked.append((slots, events))
        return [user(text, self.model), *map(dict, self._reply)]


def row(sender: str, at: float, events: Sequence[Mapping[str, Any]], **slots: Any) -> dict[str, Any]:
    return {"sender": sender, "at": at, "slots": json.dumps(slots), "events": json.dumps(events)}


def store_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows as the assistant does; the address of their database."""
    address = f"sqlite:///{path}"
    engine = open_database(address)
    TURN.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(TURN), list(rows))
    engine.dispose()
    return address
