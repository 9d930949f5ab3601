"""The intent model on a toy set: it learns, ranks, and is the same after saving."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.intents import IntentModel
from tests.fakes import FakeEncoder

THINGS = ("boat", "license", "tag", "permit", "title", "certificate")
PATTERNS = {
    "ask_cost": ("how much is a {}", "what is the price of my {}", "{} fee please", "cost of the {}"),
    "ask_where": ("where do I get a {}", "which office has the {}", "{} office address", "place for my {}"),
    "greet": ("hello {}", "good morning {}", "hi there {}", "hey {}"),
}
PHRASES = [
    (pattern.format("friend" if intent == "greet" else thing), intent)
    for intent, patterns in PATTERNS.items()
    for pattern in patterns
    for thing in THINGS
]
UNSEEN = {
    "how much does the passport cost": "ask_cost",
    "price for a fishing pole?": "ask_cost",
    "where is the office for passports": "ask_where",
    "address of the place": "ask_where",
    "good morning": "greet",
    "hello": "greet",
}


def vector(text: str) -> np.ndarray:
    found: np.ndarray = FakeEncoder().encode([text])[0]
    return found


@pytest.fixture(scope="module")
def model() -> IntentModel:
    texts, intents = zip(*PHRASES, strict=True)
    model = IntentModel()
    model.fit(texts, FakeEncoder().encode(texts), intents)
    return model


def test_its_own_phrases_are_understood(model: IntentModel) -> None:
    wrong = [text for text, intent in PHRASES if model.rank(text, vector(text))[0][0] != intent]
    assert wrong == []


@pytest.mark.parametrize(("text", "intent"), UNSEEN.items())
def test_new_phrases_are_understood(model: IntentModel, text: str, intent: str) -> None:
    assert model.rank(text, vector(text))[0][0] == intent


@pytest.mark.parametrize("text", [*UNSEEN, "", "字", "zzz qqq", "x" * 5000, "how much " * 500])
def test_a_ranking_has_every_intent_once_with_probabilities(model: IntentModel, text: str) -> None:
    ranking = model.rank(text, vector(text))
    chances = [chance for _, chance in ranking]
    assert sorted(name for name, _ in ranking) == sorted(PATTERNS)
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1.0, abs=1e-5)
    assert min(chances) >= 0.0


def test_a_saved_model_is_the_same(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path / "intents.pickle")
    loaded = IntentModel.load(tmp_path / "intents.pickle")
    for text in UNSEEN:
        assert loaded.rank(text, vector(text)) == model.rank(text, vector(text))


def test_fitting_again_gives_the_same(model: IntentModel) -> None:
    texts, intents = zip(*PHRASES, strict=True)
    again = IntentModel()
    again.fit(texts, FakeEncoder().encode(texts), intents)
    for text in UNSEEN:
        expected = dict(model.rank(text, vector(text)))
        assert dict(again.rank(text, vector(text))) == pytest.approx(expected, abs=1e-6)


def test_an_intent_with_few_phrases_is_not_drowned(model: IntentModel) -> None:
    rare = [(f"hello {name}", "greet") for name in ("ann", "bob", "cy")]
    texts, intents = zip(*[p for p in PHRASES if p[1] != "greet"], *rare, strict=True)
    small = IntentModel()
    small.fit(texts, FakeEncoder().encode(texts), intents)
    assert small.rank("hello dee", vector("hello dee"))[0][0] == "greet"
