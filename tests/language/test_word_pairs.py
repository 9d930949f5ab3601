"""Pairs of words that were seen are likelier than others; every chance is one."""

from __future__ import annotations

from math import exp

import pytest

from bot.language.word_pairs import EDGE, WordPairs

TEXTS = [["renew", "my", "license"], ["renew", "my", "tag"], ["lost", "my", "license"]]
GENERAL = {"license": 10, "castle": 90}


@pytest.fixture()
def pairs() -> WordPairs:
    return WordPairs.fit(TEXTS, GENERAL)


def test_what_was_seen_is_likelier(pairs: WordPairs) -> None:
    assert pairs.chance("my", "license") > pairs.chance("my", "tag") > pairs.chance("my", "renew")
    assert pairs.chance(EDGE, "renew") > pairs.chance(EDGE, "tag")


def test_a_word_of_english_is_likelier_than_none(pairs: WordPairs) -> None:
    assert pairs.chance("my", "castle") > pairs.chance("my", "lisens")
    assert pairs.chance("strange", "castle") > pairs.chance("strange", "lisens")


def test_chances_of_all_words_add_up_to_one(pairs: WordPairs) -> None:
    words = [*{word for text in TEXTS for word in text}, EDGE, "castle"]
    assert sum(exp(pairs.chance("my", word)) for word in words) == pytest.approx(1.0, abs=0.01)


def test_pairs_are_counted(pairs: WordPairs) -> None:
    assert (pairs.count("my", "license"), pairs.count("license", "my"), pairs.count("a", "b")) == (2, 0, 0)


def test_kept_and_read_again_they_are_the_same(pairs: WordPairs) -> None:
    again = WordPairs.from_data(pairs.as_data(), GENERAL)
    assert again.chance("my", "license") == pairs.chance("my", "license")


def test_without_texts_every_word_has_a_chance() -> None:
    assert WordPairs.fit([], {}).chance(EDGE, "license") < 0
