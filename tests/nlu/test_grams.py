"""Looking grams up one by one gives what scikit-learn gives."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from bot.nlu.grams import Grams, letters_of, words_of

TEXTS = ("How much is a tag?", "how much is it", "Where's the tag office?", "the tag office, where is it?!")


@pytest.mark.parametrize("split", [words_of, letters_of])
@pytest.mark.parametrize("text", [*TEXTS, "", "TAG TAG tag office", "unknown words only", "字 tag"])
def test_the_weights_are_those_of_scikit_learn(text: str, split: Callable[[str], list[str]]) -> None:
    grams = Grams(split)
    features = grams.fit([*TEXTS, text, text])
    expected = features[len(TEXTS)].toarray()[0]
    found = np.zeros_like(expected)
    numbers, weights = grams.find(text)
    found[numbers] = weights
    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Where's it?", ["where's", "it", "?", "where's it", "it ?"]),
        ("TAG", ["tag"]),
    ],
)
def test_words_and_pairs(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("A", [" a", "a ", " a "]),
        ("at I", [" a", "at", "t ", " at", "at ", " at ", " i", "i ", " i "]),
    ],
)
def test_letters_stay_within_words(text: str, expected: list[str]) -> None:
    assert letters_of(text) == expected


def test_a_gram_of_one_text_alone_is_not_known() -> None:
    grams = Grams(words_of)
    grams.fit(["boat tag", "boat fee"])
    assert len(grams.find("boat")[0]) == 1
    assert len(grams.find("fee")[0]) == 0
