"""The speller: typos are mended toward the words of the knowledge base, right words stay as they are."""

from __future__ import annotations

import pytest

from bot.language.speller import Speller
from bot.language.vocabulary import english_words, words_in
from bot.language.word_pairs import WordPairs

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


TEXTS = [
    "i know where the tag office is",
    "where do i sign up",
    "i know the form",
    "no one has the form",
    "is my sin a crime",
    "buy another license",
    "apply for food stamps",
    "how do i renew my driver license",
    "where is the office",
] * 5


def speller_of(counts: dict[str, int], texts: list[str], spellings: dict[str, str] | None = None) -> Speller:
    pairs = WordPairs.fit([words_in(text) for text in texts], english_words())
    return Speller(counts, pairs, english_words(), spellings or {})


@pytest.fixture(scope="module")
def speller() -> Speller:
    return speller_of(COUNTS, [word for word, count in COUNTS.items() for _ in range(count)])


@pytest.fixture(scope="module")
def listener() -> Speller:
    """One that has heard some sentences."""
    return speller_of({word: 1 for text in TEXTS for word in words_in(text)}, TEXTS)


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
        *("teh", "tag", "dl", "id", "i", "SNAP", "WIC", "TANF"),
        *("don't", "y'all", "drivr's", "renwe'd"),
        *("asdfghjkl", "qwertyuiop", "zzzzzzzz", "xqvw"),
        *("601-432-8000", "80-105", "2026", "$14", "?!", "", " ", "🎣", "año"),
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
    texts = ["madison"] * 10 + ["jadiron"] * 2
    assert speller_of({"madison": 10, "jadiron": 2}, texts).mend("jadison") == "jadiron"


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
    texts = [word for word, count in counts.items() for _ in range(count)]
    assert speller_of(counts, texts).mend(heard) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("i no the lisens form", "i know the license form"),
        ("lisens tag, where do i sine up", "license tag, where do i sign up"),
        ("a nuther lisens", "another license"),
        ("foodstamps", "food stamps"),
    ],
)
def test_neighbors_tell_which_word_was_meant(listener: Speller, written: str, meant: str) -> None:
    assert listener.mend(written) == meant


@pytest.mark.parametrize("text", ["no one has my sin", "I wear a sign", "Wear is a name, Sine too"])
def test_a_right_word_stays_where_nothing_is_misspelled(listener: Speller, text: str) -> None:
    assert listener.mend(text) == text


def test_spellings_that_staff_wrote_down_are_read_as_what_they_mean() -> None:
    speller = speller_of({}, [], {"gonna": "going to", "'bout": "about"})
    assert speller.mend("Gonna ask 'bout it") == "going to ask about it"


def test_what_is_mended_is_told_with_its_place(listener: Speller) -> None:
    assert listener.mendings("my lisens?") == [(3, 9, "license")]


def test_a_speller_without_words_mends_nothing() -> None:
    assert speller_of({}, []).mend("lisense") == "lisense"
