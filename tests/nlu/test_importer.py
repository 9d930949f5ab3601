"""The importer: the records' asks become training phrases, some of each and with the right intent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from rasa.shared.nlu.training_data.message import Message

from bot.knowledge.files import read_records
from bot.knowledge.record import TYPES, Record
from bot.nlu.importer import UNSAMPLED, KnowledgeImporter, intent_of, sample_asks
from bot.settings import ROOT
from tests.small import SMALL

INTENTS = set(yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["intents"])
ASKS = tuple(f"ask number {number}" for number in range(24))
NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - hi there
"""


def make(identity: str, asks: tuple[str, ...] = ASKS) -> Record:
    return Record(id=identity, title="T", summary="S.", asks=asks)


def texts(messages: list[Message]) -> list[str]:
    return [message.get("text") for message in messages]


@pytest.fixture(scope="module")
def asked(shipped: tuple[Record, ...]) -> list[Record]:
    return [record for record in shipped if record.asks]


@pytest.mark.parametrize(
    ("identity", "intent"),
    [
        ("service:tag-renew", "ask_about"),
        ("agency:dor", "ask_agency"),
        ("office:dor-tupelo", "find_office"),
        ("county:hinds", "ask_county"),
        ("topic:driving", "browse_topic"),
        ("event:digital-government-summit", "list_events"),
        ("event:holiday-labor-day", "ask_holiday"),
        ("news:2016-09-01-website", "list_news"),
        ("plan:goal-1", "ask_plan"),
        ("plan:erate", "ask_erate"),
        ("policy:ai-principle-1", "ask_policy"),
        ("contact:its-office", "ask_contact_person"),
        ("faq:about-its", "ask_portal"),
        ("fact:bird", "ask_fact"),
        ("fact:official-governor", "ask_official"),
    ],
)
def test_a_record_is_asked_by_the_intent_of_its_kind(identity: str, intent: str) -> None:
    assert intent_of(make(identity)) == intent


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_an_intent_of_the_domain(kind: str) -> None:
    assert intent_of(make(f"{kind}:x")) in INTENTS


@pytest.mark.parametrize("identity", ["service:x", "agency:x", "fact:x"])
@pytest.mark.parametrize("count", [1, 2, 5, 11, 24])
def test_what_is_sampled_are_asks_of_the_record(identity: str, count: int) -> None:
    for place in range(30):
        records = [*[make("faq:filler")] * place, make(identity, ASKS[:count])]
        sampled = texts(sample_asks(records))[place:]
        assert sampled
        assert set(sampled) <= set(ASKS)


def test_services_give_more_than_others(asked: list[Record]) -> None:
    services = [record for record in asked if record.type == "service" and record.id not in UNSAMPLED]
    others = [record for record in asked if record.type == "agency"]
    assert len(sample_asks(services)) / len(services) > len(sample_asks(others)) / len(others) >= 1


def test_danger_drafts_and_retired_records_give_none() -> None:
    assert sample_asks([make(identity) for identity in sorted(UNSAMPLED)]) == []
    hidden = [replace(make("faq:x"), status=status) for status in ("draft", "retired")]
    assert sample_asks(hidden) == []


def test_unsampled_records_exist(asked: list[Record]) -> None:
    assert {record.id for record in asked} >= UNSAMPLED


def test_the_same_records_give_the_same_sample(asked: list[Record]) -> None:
    assert texts(sample_asks(asked)) == texts(sample_asks(asked))


def test_no_phrase_is_sampled_for_two_intents(asked: list[Record]) -> None:
    intents = defaultdict(set)
    for message in sample_asks(asked):
        intents[message.get("text").lower()].add(message.get("intent"))
    assert {text: names for text, names in intents.items() if len(names) > 1} == {}
    assert set().union(*intents.values()) <= INTENTS


def test_phrases_and_sampled_asks_are_trained_on_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nlu.yml").write_text(NLU)
    monkeypatch.setenv("MISSI_KNOWLEDGE", str(SMALL))
    importer = KnowledgeImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(tmp_path)])
    found = {
        message.get("text"): message.get("intent") for message in importer.get_nlu_data().intent_examples
    }
    assert (found["hello"], found["hi there"]) == ("greet", "greet")
    assert found.keys() & {"who is the state captain", "name of the captain"}
    known = {text for record in read_records(SMALL) for text in (*record.asks, *record.keywords)}
    assert found.keys() - {"hello", "hi there"} <= known
