"""The domain, the rules, the phrases and the code agree: nothing is missing and nothing is left over."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from typing import Any

import pytest
import yaml

import actions
from actions.base import DialogueAction
from bot.dialogue.intents import ASPECT, KIND, MENTION_TYPES, OUTSIDE
from bot.knowledge.record import ASPECTS, TYPES, Record
from bot.nlu.arbiter import DANGERS, TALK
from bot.settings import ROOT
from tests.phrases import read_phrases

# Rasa itself says it when it does not understand (action_default_fallback).
BY_RASA = {"utter_default"}


def read(path: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / path).read_text("utf-8"))
    return data


DOMAIN = read("domain.yml")
RULES = [
    rule
    for path in sorted((ROOT / "data" / "stories").glob("*.yml"))
    for rule in read(f"data/stories/{path.name}")["rules"]
]
STEPS = [step for rule in RULES for step in rule["steps"]]
RULED = [step["intent"] for step in STEPS if "intent" in step]
DONE = {step["action"] for step in STEPS if "action" in step}
CODE = "\n".join(
    path.read_text("utf-8") for folder in ("bot", "actions") for path in sorted((ROOT / folder).rglob("*.py"))
)


def test_every_intent_has_phrases_and_one_rule() -> None:
    intents = DOMAIN["intents"]
    assert len(intents) == len(set(intents))
    assert {phrase.intent for phrase in read_phrases()} == set(intents)
    assert sorted(RULED) == sorted(intents)


def test_every_rule_has_a_name_of_its_own_and_does_something() -> None:
    names = [rule["rule"] for rule in RULES]
    assert len(names) == len(set(names))
    assert [rule["rule"] for rule in RULES if not any("action" in step for step in rule["steps"])] == []


def test_rules_do_only_what_there_is() -> None:
    assert DONE <= {*DOMAIN["actions"], *DOMAIN["responses"]}


def test_every_action_is_used_and_written() -> None:
    for module in pkgutil.iter_modules(actions.__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"actions.{module.name}")
    written = [cls().name() for cls in DialogueAction.__subclasses__() if not inspect.isabstract(cls)]
    assert sorted(written) == sorted(DOMAIN["actions"])
    assert set(DOMAIN["actions"]) <= DONE


def said_by_code() -> set[str]:
    """The responses that the code names, also those put together from an aspect."""
    named = set(re.findall(r'"(utter_[a-z]\w*)"', CODE))
    for aspect in re.findall(r'_told\(record, "(\w+)"', CODE):
        named |= {f"utter_{aspect}", f"utter_{aspect.partition('_')[0]}_unknown"}
    return named


def test_every_response_is_used() -> None:
    assert set(DOMAIN["responses"]) - said_by_code() - DONE == BY_RASA


@pytest.mark.parametrize("name", DOMAIN["responses"])
def test_a_response_reads_well(name: str) -> None:
    assert re.fullmatch(r"utter_[a-z]+(_[a-z]+)*", name)
    for variant in DOMAIN["responses"][name]:
        assert variant["text"] == variant["text"].strip()
        assert not re.search(r"  |\{\}|\{ |[“][^”]*$", variant["text"])


@pytest.mark.parametrize("intent", DANGERS)
def test_danger_is_answered_without_the_action_server_and_with_a_number_first(intent: str) -> None:
    (rule,) = [rule for rule in RULES if {"intent": intent} in rule["steps"]]
    (name,) = [step["action"] for step in rule["steps"] if "action" in step]
    (variant,) = DOMAIN["responses"][name]
    assert re.match(r"Call (or text )?[\d-]+", variant["text"])
    assert variant["custom"]["outcome"] == "safety"
    assert variant["custom"]["records"]


def test_records_that_responses_name_are_published(shipped: tuple[Record, ...]) -> None:
    published = {record.id for record in shipped if record.status == "published"}
    customs = [v["custom"] for variants in DOMAIN["responses"].values() for v in variants if "custom" in v]
    assert {identity for custom in customs for identity in custom.get("records", ())} <= published


def test_the_code_knows_only_intents_of_the_domain() -> None:
    assert {*ASPECT, *KIND, *OUTSIDE, *TALK, *DANGERS} <= set(DOMAIN["intents"])


def test_intents_point_to_aspects_types_and_entities_there_are() -> None:
    assert set(ASPECT.values()) == set(ASPECTS)
    assert {*KIND.values(), *MENTION_TYPES.values()} <= set(TYPES)
    assert {*MENTION_TYPES, "city", "option"} == set(DOMAIN["entities"])
