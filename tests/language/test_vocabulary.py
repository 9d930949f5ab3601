"""Right words are counted, misspelled ones left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.language.vocabulary import count_words, english_words, read_spellings, well_spelled, whole_words
from bot.settings import read_settings

CITIZENS = [
    "How do I renew my lisense in Biloxi?",
    "renew it in biloxi",
    "lisense lisense lisense",
    "Does Keesler count?",
    "is keesler near",
]


def test_words_are_counted_and_misspelled_ones_of_citizens_left_out() -> None:
    counts = count_words(CITIZENS, ["Offices in Biloxi.", "The MDWFP renews licenses."], english_words())
    assert counts["renew"] == 2
    assert counts["biloxi"] == 3
    assert counts["mdwfp"] == 1
    assert "lisense" not in counts


def test_a_capital_within_a_sentence_makes_a_name() -> None:
    assert count_words(CITIZENS, [], english_words())["keesler"] == 2


def test_a_text_with_a_misspelling_teaches_nothing() -> None:
    counts = {"renew": 1, "tag": 1, "wat": 1}
    assert well_spelled(["renew tag", "renew tga", "wat tag"], counts, {"wat": "what"}) == [["renew", "tag"]]


def test_english_is_known() -> None:
    words = english_words()
    assert words["the"] > words["license"] > words["driver"] / 1000 > 0
    assert {"lisense", "certifcate"}.isdisjoint(words)


def test_the_encoder_knows_american_words_whole() -> None:
    words = whole_words(read_settings().tokenizer)
    assert {"neighbor", "theater", "math"} <= words
    assert {"lisense", "peple", "ing"}.isdisjoint(words)


@pytest.mark.parametrize("wrong", ["- a\n- b\n", "yes: no\n", "off: true\n", "just words\n"])
def test_a_file_of_spellings_that_is_none_is_named(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "spellings.yml").write_text(wrong)
    with pytest.raises(SettingError, match=r"spellings\.yml"):
        read_spellings(tmp_path / "spellings.yml")
