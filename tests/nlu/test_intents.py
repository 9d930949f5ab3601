"""The intent model on a toy set: it learns, ranks, and is the same after saving."""

from __future__ import annotations

from collections.abc import Sequence
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


def layers(text: str) -> np.ndarray:
    found: np.ndarray = FakeEncoder().encode_layers([text])[0]
    return found


def fitted(phrases: Sequence[tuple[str, str]]) -> IntentModel:
    texts, intents = zip(*phrases, strict=True)
    model, encode = IntentModel(), FakeEncoder().encode_layers
    model.fit(texts, encode(texts), intents, encode)
    return model


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return fitted(PHRASES)


def test_its_own_phrases_are_understood(model: IntentModel) -> None:
    wrong = [text for text, intent in PHRASES if model.rank(text, layers(text))[0][0] != intent]
    assert wrong == []


@pytest.mark.parametrize(("text", "intent"), UNSEEN.items())
def test_new_phrases_are_understood(model: IntentModel, text: str, intent: str) -> None:
    assert model.rank(text, layers(text))[0][0] == intent


@pytest.mark.parametrize("text", [*UNSEEN, "", "字", "zzz qqq", "x" * 5000, "how much " * 500])
def test_a_ranking_has_every_intent_once_with_probabilities(model: IntentModel, text: str) -> None:
    ranking = model.rank(text, layers(text))
    chances = [chance for _, chance in ranking]
    assert sorted(name for name, _ in ranking) == sorted(PATTERNS)
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1.0, abs=1e-5)
    assert min(chances) >= 0.0


def test_a_saved_model_is_the_same(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path / "intents.pickle")
    loaded = IntentModel.load(tmp_path / "intents.pickle")
    for text in UNSEEN:
        assert loaded.rank(text, layers(text)) == model.rank(text, layers(text))


def test_fitting_again_gives_the_same(model: IntentModel) -> None:
    again = fitted(PHRASES)
    for text in UNSEEN:
        expected = dict(model.rank(text, layers(text)))
        assert dict(again.rank(text, layers(text))) == pytest.approx(expected, abs=1e-6)


def test_an_intent_with_few_phrases_is_not_drowned(model: IntentModel) -> None:
    rare = [(f"hello {name}", "greet") for name in ("ann", "bob", "cy")]
    small = fitted([p for p in PHRASES if p[1] != "greet"] + rare)
    assert small.rank("hello dee", layers("hello dee"))[0][0] == "greet"


def test_the_name_of_an_intent_is_a_phrase_of_it() -> None:
    phrases = [("zig zag", "renew_passport"), ("zag zig", "find_library")]
    model = fitted(phrases * 3)
    assert model.rank("passport renew", layers("passport renew"))[0][0] == "renew_passport"
    assert model.rank("library find", layers("library find"))[0][0] == "find_library"


def test_the_early_layer_tells_apart_what_the_vector_and_the_words_do_not() -> None:
    flat = layers("tag")
    one, other = flat.copy(), flat.copy()
    one[1], other[1] = np.eye(384, dtype=np.float32)[:2]
    model = IntentModel()
    model.fit(["tag"] * 8, np.stack([one, other] * 4), ["left", "right"] * 4, FakeEncoder().encode_layers)
    assert model.rank("tag", one)[0][0] == "left"
    assert model.rank("tag", other)[0][0] == "right"


def test_letters_recognize_a_word_that_is_spelled_otherwise(model: IntentModel) -> None:
    nothing = np.zeros((2, 384), dtype=np.float32)
    chances = dict(model.rank("prices", nothing))
    assert max(chances, key=lambda name: chances[name]) == "ask_cost"
