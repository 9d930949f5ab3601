"""The reply contract: every key is there on every turn, whatever the turn had."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.base.contract import build_contract

EMPTY = {
    "contract": 1,
    "outcome": "error",
    "records": [],
    "intent": None,
    "confidence": 0.0,
    "score": None,
    "aspect": None,
    "sources": [],
    "spoken": "",
}
SOURCE = {"title": "ms.gov", "url": "https://ms.gov/tag", "verified_on": "2026-11-01"}
PART = {
    "outcome": "answer",
    "records": ["service:tag-renew"],
    "aspect": "cost",
    "score": 0.9123,
    "sources": [SOURCE],
}
PARSE = {"intent": {"name": "ask_cost", "confidence": 0.876543}, "text": "what is the cost"}


def test_a_whole_turn() -> None:
    assert build_contract([PART], PARSE, ["The cost is $14.", "Source: ms.gov."]) == {
        "contract": 1,
        "outcome": "answer",
        "records": ["service:tag-renew"],
        "intent": "ask_cost",
        "confidence": 0.8765,
        "score": 0.9123,
        "aspect": "cost",
        "sources": [SOURCE],
        "spoken": "The cost is $14. Source: ms.gov.",
    }


@pytest.mark.parametrize(
    ("parts", "parse", "texts", "changed"),
    [
        ([], {}, [], {}),
        ([], {}, ["Hello."], {"spoken": "Hello."}),
        ([{}], {}, [], {}),
        ([], {"intent": None}, [], {}),
        ([], {"intent": {"name": "greet"}}, [], {"intent": "greet"}),
        ([], {"intent": {"name": None, "confidence": 0.0}}, [], {}),
        ([], {"intent": {"name": "greet", "confidence": 1}}, [], {"intent": "greet", "confidence": 1.0}),
        ([{"outcome": "smalltalk"}], {}, [], {"outcome": "smalltalk"}),
        (
            [{"outcome": "handoff", "records": ("contact:its",)}],
            {},
            [],
            {"outcome": "handoff", "records": ["contact:its"]},
        ),
        ([PART, {"outcome": "refuse", "records": ["faq:other"]}], {}, [], PART),
    ],
)
def test_what_a_turn_lacks_has_its_default(
    parts: list[dict[str, Any]], parse: dict[str, Any], texts: list[str], changed: dict[str, Any]
) -> None:
    contract = build_contract(parts, parse, texts)
    assert contract == EMPTY | changed
    assert json.loads(json.dumps(contract)) == contract


@pytest.mark.parametrize("outcome", ["refuse", "error"])
def test_the_outcome_given_counts_only_when_no_message_says_one(outcome: str) -> None:
    assert build_contract([], {}, [], outcome=outcome)["outcome"] == outcome
    assert build_contract([PART], {}, [], outcome=outcome)["outcome"] == "answer"
