"""The rules find danger in plain words, and leave alone what only sounds like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.base.answer import Phrasebook
from bot.channels.base.dangers import find_danger, fold, read_rules
from bot.channels.base.phrases import read_responses
from bot.evaluation.questions import read_conversations
from bot.knowledge.record import Record
from bot.nlu.arbiter import DANGERS
from bot.settings import ROOT

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("dangers.yml").read_text("utf-8"))
DANGER = [(intent, text) for intent, texts in CASES["danger"].items() for text in texts]
PHRASEBOOK = Phrasebook(read_responses())
RECORDS = {record for danger in DANGERS for record in PHRASEBOOK.warn(danger).contract["records"]}


@pytest.mark.parametrize(("intent", "text"), DANGER)
def test_a_danger_is_found(intent: str, text: str) -> None:
    assert find_danger(text) == intent
    assert find_danger(f"  {text.upper()} !!") == intent
    assert find_danger(f"hello. {text}, my name is Ann") == intent


@pytest.mark.parametrize("text", CASES["harmless"])
def test_what_only_sounds_like_it_is_left_alone(text: str) -> None:
    assert find_danger(text) is None
    assert find_danger(text.upper()) is None


def test_every_rule_finds_one_of_the_phrases() -> None:
    texts = [text.lower().replace("’", "'") for _, text in DANGER]
    texts = [fold(text) for _, text in DANGER]
    unused = [rule.says.pattern for rule in read_rules() if not any(map(rule.finds, texts))]
    assert unused == []


def test_they_are_the_dangers_of_the_model() -> None:
    assert set(DANGERS) == {rule.intent for rule in read_rules()}


def test_nothing_that_records_are_asked_for_is_taken_for_danger(shipped: tuple[Record, ...]) -> None:
    asks = [(r.id, ask) for r in shipped if r.id not in RECORDS for ask in r.asks]
    assert len(asks) > 10_000
    assert [pair for pair in asks if find_danger(pair[1])] == []


@pytest.mark.parametrize("folder", ["eval", "unseen"])
def test_no_held_out_question_is_a_false_alarm(folder: str) -> None:
    """Counted only: what they say must not become known."""
    turns = [turn for c in read_conversations(ROOT / "data" / folder) for turn in c.turns]
    assert len(turns) > 500
    alarms = [turn for turn in turns if find_danger(turn.text) and "safety" not in turn.outcomes]
    assert len(alarms) == 0


def test_no_tuning_question_is_a_false_alarm() -> None:
    questions = [
        q for p in sorted((ROOT / "data" / "tuning").glob("*.yml")) for q in yaml.safe_load(p.read_text())
    ]
    assert len(questions) > 3000
    asked = [q["text"] for q in questions if not RECORDS.intersection(q.get("records", ()))]
    assert [text for text in asked if find_danger(text)] == []
