"""The sentences of `data/`: each belongs to one intent, tells nothing personal, and is not evaluated on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from bot.knowledge.record import Record
from tests.phrases import plain, read_evaluation, read_phrases, read_tuning

FEWEST_PHRASES = 25
PHRASES = list(read_phrases())
PERSONAL = {
    "Social Security number": re.compile(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b"),
    "e-mail": re.compile(r"[\w.+-]+@(?!its\.ms\.gov\b)\w[\w-]*\.[\w.]+"),
}
DIGITS = re.compile(r"\b\d(?:[ -]?\d){12,18}\b")


def is_card(number: str) -> bool:
    """Whether the digits pass the check of card numbers (Luhn)."""
    digits = [int(c) for c in reversed(number) if c.isdigit()]
    doubled = [sum(divmod(2 * d, 10)) for d in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


SAID_ALIKE = 3  # words that anybody would say alike: "hi", "thank you"


def personal(text: str) -> list[str]:
    """What kinds of personal data a sentence holds."""
    found = [kind for kind, pattern in PERSONAL.items() if pattern.search(text)]
    return found + ["card number"] * any(is_card(match) for match in DIGITS.findall(text))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("my number is 123-45-6789", ["Social Security number"]),
        ("write to jane.doe@example.com", ["e-mail"]),
        ("pay with 4111 1111 1111 1111", ["card number"]),
        ("write to info@its.ms.gov or call 601-432-8000", []),
        ("form 80-105 of 2026, 39201-1234", []),
        ("order 4111 1111 1111 1112", []),
        ("@@@ 12345", []),
    ],
)
def test_personal_data_would_be_found(text: str, kinds: list[str]) -> None:
    assert personal(text) == kinds


@pytest.fixture(scope="module")
def texts(shipped: tuple[Record, ...]) -> dict[str, list[str]]:
    """Every sentence of the data, by what it is used for."""
    return {
        "asks": [ask for record in shipped for ask in record.asks],
        "phrases": [phrase.text for phrase in PHRASES],
        "tuning": read_tuning(),
        "evaluation": read_evaluation(),
    }


@pytest.mark.parametrize("use", ["asks", "phrases", "tuning", "evaluation"])
def test_no_sentence_tells_anything_personal(texts: dict[str, list[str]], use: str) -> None:
    assert len(texts[use]) > 100
    assert {text: kinds for text in texts[use] if (kinds := personal(text))} == {}


def test_no_phrase_belongs_to_two_intents() -> None:
    intents = defaultdict(set)
    for phrase in PHRASES:
        intents[plain(phrase.text)].add(phrase.intent)
    assert {text: names for text, names in intents.items() if len(names) > 1} == {}


def test_no_phrase_is_given_twice() -> None:
    counts = Counter(plain(phrase.text) for phrase in PHRASES)
    assert [text for text, count in counts.items() if count > 1] == []


def test_every_intent_has_enough_phrases() -> None:
    counts = Counter(phrase.intent for phrase in PHRASES)
    assert {intent: count for intent, count in counts.items() if count < FEWEST_PHRASES} == {}


def test_phrases_are_plain_text() -> None:
    odd = [phrase for phrase in PHRASES if not phrase.text.strip() or re.search(r"\]\(|\]\{|^/", phrase.text)]
    assert odd == []


@pytest.mark.parametrize("use", ["asks", "phrases", "tuning"])
def test_no_evaluation_question_is_learned_from(texts: dict[str, list[str]], use: str) -> None:
    evaluated = {plain(text) for text in texts["evaluation"] if len(text.split()) > SAID_ALIKE}
    assert sorted({plain(text) for text in texts[use]} & evaluated) == []


def test_no_ask_belongs_to_two_records(texts: dict[str, list[str]]) -> None:
    counts = Counter(plain(ask) for ask in texts["asks"])
    assert [ask for ask, count in counts.items() if count > 1] == []
