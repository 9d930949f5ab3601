"""Reads question files: YAML with `slice: name` and `questions:`, or whole folders of them.

Each question has `text` with `records`, `outcome` or both, or it has `turns`; docs/evaluation.md has
the format. Called by `missi evaluate`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.errors import EvaluationError
from bot.evaluation.question import OUTCOMES, Conversation, Question
from bot.knowledge.record import ASPECTS, TYPES

TOP_FIELDS = ("slice", "questions")
CONVERSATION_FIELDS = ("turns", "note")
FIELDS = ("text", "records", "outcome", "aspect", "group", "note")


def read_conversations(*paths: Path) -> list[Conversation]:
    """Return the conversations of all files; raises EvaluationError naming file, question and field."""
    return [talk for path in paths for file in _files(path) for talk in _read(file)]


def _files(path: Path) -> Sequence[Path]:
    if path.is_file():
        return (path,)
    files = sorted(path.glob("*.yml"))
    if not files:
        raise EvaluationError(f"{path}: expected a question file, or a folder of them (*.yml)")
    return files


def _read(path: Path) -> Iterator[Conversation]:
    data = _load(path)
    if not isinstance(data, dict) or not isinstance(data.get("questions"), list):
        raise EvaluationError(f"{path}: expected `slice: name` and `questions:` with a list")
    if not data["questions"]:
        raise EvaluationError(f"{path}: questions: expected at least one, found none")
    _check_fields(data, TOP_FIELDS, str(path))
    slice = _word(data.get("slice"), f"{path}: slice")
    for number, item in enumerate(data["questions"], start=1):
        yield Conversation(slice, tuple(_turns(item, f"{path}: question {number}")))


def _load(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise EvaluationError(f"{path}:{line}: not YAML: {error.problem}") from error
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise EvaluationError(f"{path}: cannot be read: {str(error).splitlines()[0]}") from error


def _turns(item: Any, at: str) -> Iterator[Question]:
    if not isinstance(item, dict) or "turns" not in item:
        yield _question(item, at)
        return
    _check_fields(item, CONVERSATION_FIELDS, at)
    if not isinstance(item["turns"], list) or not item["turns"]:
        raise EvaluationError(f"{at}: turns: expected a list of questions, found {item['turns']!r}")
    for number, turn in enumerate(item["turns"], start=1):
        yield _question(turn, f"{at}: turn {number}")


def _question(item: Any, at: str) -> Question:
    if not isinstance(item, dict):
        raise EvaluationError(f"{at}: expected text with records or outcome, found {item!r}")
    _check_fields(item, FIELDS, at)
    text = _word(item.get("text"), f"{at}: text")
    records, outcomes = _words(item, "records", at), _words(item, "outcome", at)
    if not records and not outcomes:
        raise EvaluationError(f"{at}: records: expected records or outcome, found neither")
    for record in records:
        type, colon, _ = record.partition(":")
        _check_among(TYPES, type if colon else record, f"{at}: records", what="<type>:<id> with a type")
    for outcome in outcomes:
        _check_among(OUTCOMES, outcome, f"{at}: outcome")
    aspect = item.get("aspect")
    if aspect is not None:
        _check_among(ASPECTS, aspect, f"{at}: aspect")
    group = item.get("group")
    return Question(text, records, outcomes, aspect, None if group is None else _word(group, f"{at}: group"))


def _check_fields(item: dict[Any, Any], known: Sequence[str], at: str) -> None:
    for name in item:
        if name not in known:
            raise EvaluationError(f"{at}: {name}: unknown field; expected {', '.join(known)}")


def _check_among(known: Sequence[str], value: Any, at: str, *, what: str = "one") -> None:
    if value not in known:
        raise EvaluationError(f"{at}: expected {what} of {', '.join(known)}; found {value!r}")


def _words(item: dict[str, Any], field: str, at: str) -> tuple[str, ...]:
    """A field that is one name or a list of them."""
    value = item.get(field, [])
    values = value if isinstance(value, list) else [value]
    return tuple(_word(each, f"{at}: {field}") for each in values)


def _word(value: Any, at: str) -> str:
    """A text with something in it; a number may name a slice or a group."""
    if isinstance(value, bool) or not isinstance(value, (str, int)) or not str(value).strip():
        raise EvaluationError(f"{at}: expected words, found {value!r}")
    return str(value)
