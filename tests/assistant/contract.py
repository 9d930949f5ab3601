"""The reply contract (version 1) as a check of its own: takes a reply's JSON, gives the contract or fails.

Written from the contract's text alone; shares no code with what builds it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, StrictStr, validator

TYPES = frozenset("service agency office event news plan policy fact county topic faq contact".split())
MESSAGE_KEYS = {"recipient_id", "text", "buttons"}
MOST_SENTENCES = 3

Outcome = Literal["answer", "clarify", "refuse", "handoff", "smalltalk", "form", "guard", "safety", "error"]
Aspect = Literal["about", "how", "cost", "requirements", "where", "hours", "contact", "when", "link"]

_ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|gov|org|net|edu|us)/", re.IGNORECASE)
_MARKUP = re.compile(r"[*`#•|<>\n]|\]\(|(?<!\w)_|_(?!\w)")
# A point after these ends no sentence; a letter alone is an initial or a compass point.
_ABBREVIATION = re.compile(r"\b([A-Z]|Dr|Mr|Mrs|Ms|St|Jr|Sr|No|Ave|Blvd|Hwy|P\.O|U\.S|[ap]\.m)\.(?=\s)")
_SENTENCE_END = re.compile(r"[.!?][\"”)]*\s+(?=\S)")
_UNFILLED = re.compile(r"\{\w+\}")


class Strict(BaseModel):
    """Exactly these keys."""

    class Config:
        extra = Extra.forbid


class Source(Strict):
    """Where an answer comes from."""

    title: StrictStr = Field(..., min_length=1)
    url: StrictStr = Field(..., regex=r"^https?://\S+$")
    verified_on: StrictStr | None = Field(...)

    @validator("verified_on")
    def _is_a_date(cls, value: str | None) -> str | None:
        if value is not None:
            date.fromisoformat(value)
        return value


class Button(Strict):
    """Something to press."""

    title: StrictStr = Field(..., min_length=1)
    payload: StrictStr = Field(..., regex=r"^/[a-z_]+(\{.*\})?$")


class Contract(Strict):
    """The `custom` object of a turn."""

    contract: Literal[1]
    outcome: Outcome
    records: list[StrictStr]
    intent: StrictStr | None = Field(...)
    confidence: float = Field(...)
    score: float | None = Field(...)
    aspect: Aspect | None = Field(...)
    sources: list[Source]
    spoken: StrictStr = Field(..., min_length=1)

    @validator("confidence", "score", pre=True)
    def _is_a_chance(cls, value: Any) -> Any:
        if value is not None:
            assert isinstance(value, (int, float)) and not isinstance(value, bool), "expected a number"
            assert 0 <= value <= 1, "expected 0 to 1"
        return value


def read_contract(messages: Any, *, sender: str, known: Collection[str]) -> Contract:
    """Return the contract of one reply; an AssertionError or ValidationError says what breaks it.

    Args:
        messages: the JSON that came back.
        sender: who asked.
        known: the ids of all published records.
    """
    assert isinstance(messages, list)
    assert {message["recipient_id"] for message in messages} == {sender}
    customs = [message for message in messages if "custom" in message]
    assert len(customs) == 1, f"expected one custom element, got {len(customs)}"
    assert set(customs[0]) == {"recipient_id", "custom"}
    told = [message for message in messages if "custom" not in message]
    assert any(message.get("text") for message in told), "no message has text"
    for message in told:
        _check_message(message)
    contract = Contract(**customs[0]["custom"])
    _check_records(contract, known)
    return contract


def check_spoken(spoken: str) -> None:
    """Fail unless a voice can say it: no address, no markup, three sentences at most."""
    assert not _ADDRESS.search(spoken), f"an address is spoken: {spoken}"
    assert not _MARKUP.search(spoken), f"markup is spoken: {spoken}"
    sentences = len(_SENTENCE_END.findall(_ABBREVIATION.sub(r"\1", spoken.strip()))) + 1
    assert sentences <= MOST_SENTENCES, f"{sentences} sentences are spoken: {spoken}"


def _check_message(message: Mapping[str, Any]) -> None:
    assert set(message) <= MESSAGE_KEYS, f"unknown keys {set(message) - MESSAGE_KEYS}"
    assert not _UNFILLED.search(message.get("text", "")), f"a value is missing: {message['text']}"
    for button in message.get("buttons", ()):
        Button(**button)


def _check_records(contract: Contract, known: Collection[str]) -> None:
    for record in contract.records:
        assert record.partition(":")[0] in TYPES, f"unknown type: {record}"
        assert record in known, f"not in the knowledge base: {record}"
    assert len(set(contract.records)) == len(contract.records), "a record twice"
    least = {"answer": 1, "clarify": 2}.get(contract.outcome, 0)
    assert len(contract.records) >= least, f"{contract.outcome} with {len(contract.records)} records"
