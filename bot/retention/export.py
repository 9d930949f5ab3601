"""All that is kept of one conversation, for the citizen whose it is; read by `missi conversation export`."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine, Row

from bot.engine.tables import TURN as TRACKED
from bot.retention.removal import there

_TIMES = frozenset({"at", "seen", "alive"})
_PARSED = frozenset({"reply", "slots"})


def export_conversation(engine: Engine, sender: str) -> dict[str, Any]:
    """Return what each table has of a conversation, by its name; of Rasa's turns who said what when."""
    with engine.connect() as connection:
        return {
            place.table.name: _tell(connection, place.table, place.sender, sender)
            for place in there(connection)
        }


def _tell(connection: Connection, table: Any, column: Any, sender: str) -> list[dict[str, Any]]:
    rows = connection.execute(select(table).where(column == sender)).all()
    if table is TRACKED:
        return [said for row in rows for said in _said(row)]
    return [{name: _value(name, value) for name, value in row._mapping.items()} for row in rows]


def _said(row: Row) -> list[dict[str, Any]]:
    """What was said in one of Rasa's turns: the texts, and how the citizen's was understood."""
    told = []
    for event in json.loads(row.events):
        if event.get("event") in ("user", "bot") and event.get("text"):
            intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
            said = {"at": _value("at", event["timestamp"]), "who": event["event"], "text": event["text"]}
            told.append(said | ({"understood": intent} if intent else {}))
    return told


def _value(name: str, value: Any) -> Any:
    if name in _TIMES and value is not None:
        return datetime.fromtimestamp(value, timezone.utc).isoformat(timespec="seconds")
    return json.loads(value) if name in _PARSED and value else value
