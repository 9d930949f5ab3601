"""Reads question files: what citizens ask, and what would be right.

A file is `slice: name` and `questions:`, each with `text` and `records` or `outcome`, or with `turns`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import KnowledgeError


@dataclass(frozen=True)
class Question:
    """One thing said, and what would be right."""

    text: str
    records: tuple[str, ...] = ()
    """Ids, or beginnings of ids, of the records that are right."""
    outcomes: tuple[str, ...] = ()
    """Outcomes that are right when no record is asked for."""
    aspect: str | None = None


@dataclass(frozen=True)
class Conversation:
    """Questions asked one after the other by one citizen; mostly just one."""

    slice: str
    turns: tuple[Question, ...]


def read_conversations(folder: Path) -> list[Conversation]:
    """Return the conversations of every file; raises KnowledgeError naming the file and the question."""
    conversations = []
    for path in sorted(folder.glob("*.yml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict) or "questions" not in data:
            raise KnowledgeError(f"{path}: expected `slice` and `questions`")
        for number, item in enumerate(data["questions"], start=1):
            try:
                turns = tuple(_question(turn) for turn in item.get("turns", [item]))
            except (KeyError, TypeError, AttributeError) as error:
                raise KnowledgeError(f"{path}: question {number}: expected text and records") from error
            conversations.append(Conversation(data["slice"], turns))
    if not conversations:
        raise KnowledgeError(f"{folder}: expected question files (*.yml), found none")
    return conversations


def _question(item: Mapping[str, Any]) -> Question:
    outcome = item.get("outcome", ())
    outcomes = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    records = tuple(item.get("records", ()))
    if not records and not outcomes:
        raise KeyError("records")
    return Question(item["text"], records, outcomes, item.get("aspect"))
