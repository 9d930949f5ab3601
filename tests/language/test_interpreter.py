"""The interpreter with the real knowledge base: what is written by ear is mended, what is right stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from bot.knowledge.files import read_records
from bot.language.interpreter import SPELLINGS, Interpreter, learn
from bot.language.vocabulary import read_spellings
from bot.settings import ROOT, read_settings
from tests.language import by_ear

LEAST_PRECISION, LEAST_RECALL = 0.88, 0.78
MOST_CHANGED = 0.02
"""Of plain questions: a few have slips of their own ("turnt", "puttin")."""


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    settings = read_settings()
    records = read_records(settings.knowledge)
    checked = [text for record in records for text in (record.title, record.summary, *record.keywords)]
    data = learn([ask for r in records for ask in r.asks], checked, ROOT / "data", settings.tokenizer)
    return Interpreter(json.loads(json.dumps(data)), settings.tokenizer)


def plain_questions() -> list[str]:
    items: list[dict[str, Any]] = yaml.safe_load((ROOT / "data/tuning/plain.yml").read_text("utf-8"))
    return [item["text"] for item in items]


@pytest.mark.parametrize("name", ["built", "held"])
def test_sentences_written_by_ear_are_mended(interpreter: Interpreter, name: str) -> None:
    figures = by_ear.measure(name, interpreter.speller.mendings)
    assert figures.precision >= LEAST_PRECISION
    assert figures.recall >= LEAST_RECALL


def test_plain_questions_stay(interpreter: Interpreter) -> None:
    spellings = read_spellings(ROOT / "data" / SPELLINGS)
    asked = plain_questions()
    changed = []
    for text in asked:
        mended = [text[start:end].lower() for start, end, _ in interpreter.speller.mendings(text)]
        changed += [word for word in mended if word not in spellings]
    assert len(changed) <= MOST_CHANGED * len(asked), changed


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wear do i sine up for muny", "where do i sign up for money"),
        ("i dont no wear the ofice is", "i don't know where the office is"),
        ("my neffew need a lisens", "my nephew need a license"),
        ("the hi way deparmint", "the highway department"),
        ("a nuther drivin lisens", "another driving license"),
        ("i need foodstamps", "i need food stamps"),
        ("how much do it cum to", "how much do it come to"),
    ],
)
def test_words_are_mended_by_their_sound_and_their_neighbors(
    interpreter: Interpreter, written: str, meant: str
) -> None:
    assert interpreter.interpret(written) == ("en", meant)


@pytest.mark.parametrize(
    "text",
    [
        "my neighbor drinks whiskey",
        "is there a math teacher at the theater",
        "I need to sign the sign",
        "no one knows where to wear a mask",
        "the whole hole in the road",
        "Vicksburg, Pascagoula, Itta Bena, D'Iberville",
        "my cousin in Slidell eats at Popeyes",
        "Where is El Paso?",
        "my friend Jose Garcia wants a DBA",
        "What is the MDWFP's phone?",
        "we sell it by the pound, two to a customer, too",
    ],
)
def test_what_is_right_stays(interpreter: Interpreter, text: str) -> None:
    assert interpreter.interpret(text) == ("en", text)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("mi hermano necesita un abogado gratis", "my brother needs a lawyer free"),
        ("necesito food stamps", "I need food stamps"),
        ("quiero renovar mi licencia", "I want to renew my license"),
        ("¿Cuánto cuesta una licencia de pesca?", "how much is a fishing license?"),
        ("mi esposo me pega", "my husband hits me"),
    ],
)
def test_spanish_is_put_into_english_words(interpreter: Interpreter, asked: str, meant: str) -> None:
    assert interpreter.interpret(asked) == ("es", meant)


def test_spanish_words_within_english_are_understood(interpreter: Interpreter) -> None:
    assert interpreter.interpret("where do I renew my licencia") == ("en", "where do I renew my license")


def test_another_language_stays_as_it_is(interpreter: Interpreter) -> None:
    assert interpreter.interpret("je voudrais un permis de conduire") == (
        "fr",
        "je voudrais un permis de conduire",
    )
