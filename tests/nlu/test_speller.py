"""The speller: typos are mended toward the words of the knowledge base, right words stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.nlu.speller import Speller, count_words, english_words, read_spellings

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
    assert Speller({"madison": 10, "jadiron": 1}).mend("jadison") == "jadiron"


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("sertifikit", "certificate"),  # five letters differ, the sound does not
        ("lisens", "license"),  # "liens" is nearer by letters
        ("docter", "doctor"),
        ("bak", "back"),
        ("MHP", "MHP"),
    ],
)
def test_words_written_as_they_are_heard(heard: str, meant: str) -> None:
    counts = {"certificate": 9, "license": 90, "liens": 3, "doctor": 5, "back": 9}
    assert Speller(counts).mend(heard) == meant


def test_spellings_that_staff_wrote_down_are_read_as_what_they_mean() -> None:
    assert (
        Speller({}, {"gonna": "going to", "'bout": "about"}).mend("Gonna ask 'bout it")
        == "going to ask about it"
    )


@pytest.mark.parametrize("wrong", ["- a\n- b\n", "yes: no\n", "off: true\n", "just words\n"])
def test_a_file_of_spellings_that_is_none_is_named(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "spellings.yml").write_text(wrong)
    with pytest.raises(SettingError, match=r"spellings\.yml"):
        read_spellings(tmp_path / "spellings.yml")


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
