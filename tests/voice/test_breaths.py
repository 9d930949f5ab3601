"""Breaths are short enough to be listened to, and lose nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.voice import breathe
from bot.voice.breaths import MOST_SENTENCES, MOST_WORDS
from bot.voice.sentences import split_sentences

WORDS = st.lists(st.sampled_from(["go", "stop,", "wait;", "now.", "Why?", "Yes", "8", "a.m."]), max_size=150)


@pytest.mark.parametrize(
    ("text", "breaths"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One. Two. Three.", ["One. Two.", "Three."]),
        (
            " ".join(["go"] * 20) + ". " + " ".join(["Go"] * 20) + ".",
            [" ".join(["go"] * 20) + ".", " ".join(["Go"] * 20) + "."],
        ),
        (
            " ".join(["go"] * 19) + " home, " + " ".join(["run"] * 19) + ".",
            [" ".join(["go"] * 19) + " home.", "Run " + " ".join(["run"] * 18) + "."],
        ),
    ],
)
def test_text_comes_in_breaths(text: str, breaths: list[str]) -> None:
    assert breathe(text) == breaths


def test_a_year_stays_with_its_day() -> None:
    text = (
        "The council met "
        + "and met " * 9
        + "on Thursday, March 22, 2018 at eleven in the board room on the campus in Jackson."
    )
    assert not any(breath.startswith("2018") for breath in breathe(text))


@given(WORDS)
def test_no_word_is_lost_and_no_breath_is_too_long(words: list[str]) -> None:
    breaths = breathe(" ".join(words))
    bare = re.compile(r"[^a-z0-9 ]")
    assert bare.sub("", " ".join(breaths).lower()).split() == bare.sub("", " ".join(words).lower()).split()
    for breath in breaths:
        assert len(breath.split()) <= MOST_WORDS and len(split_sentences(breath)) <= MOST_SENTENCES
