"""The speller: typos are mended toward the words of the knowledge base, right words stay as they are."""

from __future__ import annotations

import pytest

from bot.nlu.speller import Speller, count_words, english_words

COUNTS = {
    "license": 50,
    "licenses": 5,
    "renew": 20,
    "renewal": 9,
    "driver": 30,
    "certificate": 20,
    "birth": 15,
    "medicaid": 12,
    "biloxi": 4,
    "unemployment": 8,
    "tag": 9,
    "form": 6,
    "mdwfp": 3,
}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(COUNTS)


@pytest.mark.parametrize(
    ("typo", "word"),
    [
        ("lisense", "license"),
        ("lisence", "license"),
        ("licsense", "license"),
        ("lcense", "license"),
        ("Lisense", "license"),
        ("LISENSE", "license"),
        ("renwe", "renew"),
        ("drivr", "driver"),
        ("certifcate", "certificate"),
        ("certificat", "certificate"),
        ("brith", "birth"),
        ("medicade", "medicaid"),
        ("medcaid", "medicaid"),
        ("biloxy", "biloxi"),
        ("unemploymint", "unemployment"),
        ("unemploment", "unemployment"),
    ],
)
def test_a_typo_is_mended(speller: Speller, typo: str, word: str) -> None:
    assert speller.mend(typo) == word


@pytest.mark.parametrize(
    "word",
    [
        *("license", "licenses", "Renew", "BILOXI", "mdwfp"),
        *("licence", "silence", "ravine", "driven", "diver", "breath", "from", "farm", "birds", "medical"),
        *("teh", "tga", "tag", "dl", "id", "i", "SNAP", "WIC", "TANF"),
        *("don't", "y'all", "drivr's", "renwe'd"),
        *("asdfghjkl", "qwertyuiop", "zzzzzzzz", "xqvw"),
        *("601-432-8000", "80-105", "2026", "$14", "?!", "", " ", "🎣", "licencia", "año"),
    ],
)
def test_a_word_that_is_right_or_strange_stays(speller: Speller, word: str) -> None:
    assert speller.mend(word) == word


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("How do I renwe my drivr lisense?", "How do I renew my driver license?"),
        ("  renwe,  my...lisense!! ", "  renew,  my...license!! "),
        ("(brith) certifcate\n", "(birth) certificate\n"),
        ("form 80-105 renwe 2026", "form 80-105 renew 2026"),
    ],
)
def test_only_the_words_of_a_text_change(speller: Speller, text: str, mended: str) -> None:
    assert speller.mend(text) == mended


@pytest.mark.parametrize("text", ["x" * 5000, "renwe " * 500, "lisense" * 200])
def test_a_long_text_is_no_trouble(speller: Speller, text: str) -> None:
    assert speller.mend(text) == text.replace("renwe", "renew")


def test_the_first_letter_counts_more_than_how_often_a_word_is_used() -> None:
    assert Speller({"madison": 100, "jadiron": 1}).mend("jadison") == "jadiron"


def test_a_speller_without_words_mends_nothing() -> None:
    assert Speller({}).mend("lisense") == "lisense"


def test_words_are_counted_and_misspelled_ones_of_citizens_left_out() -> None:
    citizens = ["How do I renew my lisense in Biloxi?", "renew it in biloxi", "lisense lisense lisense"]
    counts = count_words(citizens, ["Offices in Biloxi.", "The MDWFP renews licenses."])
    assert counts["renew"] == 2
    assert counts["biloxi"] == 3
    assert counts["mdwfp"] == 1
    assert {"lisense", "in", "i", "my", "do"}.isdisjoint(counts)


def test_english_is_known() -> None:
    words = english_words()
    assert {"license", "driver", "the"} <= words
    assert {"lisense", "certifcate"}.isdisjoint(words)
