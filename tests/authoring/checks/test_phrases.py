"""Repetitions, strays, and reach, with vectors made of the words of a text."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, insert

from bot.authoring.checks.background import Background
from bot.authoring.checks.duplicates import find_repetitions
from bot.authoring.checks.neighbors import Neighborhood
from bot.authoring.checks.reach import count_turns, measure_reach
from bot.authoring.phrases import Phrase
from bot.authoring.stories import Step, Story
from bot.errors import EncoderError
from bot.journal.tables import ENTRY, METADATA

WORDS = "how much is the fee tag where do i go office boat license hello".split()


def vectors(texts: Sequence[str]) -> np.ndarray:
    """One number for each word there is."""
    rows = np.array([[float(word in text.lower().split()) for word in WORDS] for text in texts])
    rows[:, 0] += 1e-6
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def phrase(text: str, intent: str) -> Phrase:
    return Phrase(text, intent, "data/nlu/x.yml", 1)


PHRASES = [
    phrase("how much is the tag", "ask_cost"),
    phrase("how much is the boat license", "ask_cost"),
    phrase("where do i go", "ask_where"),
    phrase("where is the office", "ask_where"),
    phrase("where do i go is", "ask_cost"),
    phrase("hello", "greet"),
]


def test_a_phrase_nearer_to_another_intent_is_found_and_no_other() -> None:
    strays = Neighborhood(PHRASES, vectors).find_strays()
    told = [(s.phrase.text, s.other.phrase.text) for s in strays]
    assert ("where do i go is", "where do i go") in told
    assert all("how much" not in text and text != "hello" for text, _ in told)
    assert all(stray.other.nearness > stray.own for stray in strays)


def test_the_nearest_phrases_leave_out_the_same_words() -> None:
    near = Neighborhood(PHRASES, vectors).nearest("How much is the tag?", 2)
    assert [n.phrase.text for n in near][0] == "how much is the boat license"
    assert Neighborhood(PHRASES, vectors).nearest("  ") == [] and Neighborhood([], vectors).nearest("x") == []


def test_the_same_words_are_found_across_intents_first() -> None:
    twice = [phrase("Fee?", "ask_cost"), phrase("tag", "ask_cost"), phrase("the [tag](topic)", "x")]
    found = find_repetitions([*twice, phrase("fee", "ask_cost"), phrase("TAG!", "ask_about")])
    assert [each.intents for each in found] == [("ask_cost", "ask_about"), ("ask_cost",)]


def test_an_intent_tells_how_often_it_is_reached(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/journal.db")
    METADATA.create_all(engine)
    row = {"conversation": "c", "channel": "web", "outcome": "answer", "confidence": 1.0}
    row |= {"records": "", "answer": ""}
    with engine.begin() as connection:
        for intent, ago_days in (("greet", 1), ("greet", 2), ("greet", 40), (None, 1)):
            moment = {"intent": intent, "at": time.time() - ago_days * 86400}
            connection.execute(insert(ENTRY), row | moment)
    turns = count_turns(engine)
    assert turns == {"greet": 2}
    story = Story("hi", "rule", (Step("intent", "greet"), Step("action", "utter_greet")))
    greet, thank = measure_reach(["greet", "thank"], ["greet"] * 9, [story], turns)
    assert (greet.phrases, greet.turns, greet.stories, greet.is_short) == (9, 2, 1, False)
    assert (thank.phrases, thank.turns, thank.stories, thank.is_short) == (0, 0, 0, True)


def test_a_commit_is_looked_at_once_and_meanwhile_the_one_before_is_told() -> None:
    asked: list[str] = []

    def work(commit: str) -> str:
        asked.append(commit)
        if commit == "bad":
            raise EncoderError("no encoder")
        return commit.upper()

    background = Background(work)
    assert not background.look("a").is_done
    assert wait(background, "a") == (True, "A", "") and asked == ["a"]
    assert background.look("bad").found == "A"
    assert wait(background, "bad") == (True, None, "no encoder")
    assert wait(background, "a") == (True, "A", "") and asked == ["a", "bad"]


def wait(background: Background[str], commit: str) -> tuple[bool, str | None, str]:
    until = time.monotonic() + 10
    while not (look := background.look(commit)).is_done:
        assert time.monotonic() < until
        time.sleep(0.01)
    return look.is_done, look.found, look.fault


@pytest.mark.parametrize("text", ["", "…"])
def test_nothing_typed_is_near_to_nothing(text: str) -> None:
    assert len(Neighborhood(PHRASES, vectors).nearest(text)) in (0, 5)
