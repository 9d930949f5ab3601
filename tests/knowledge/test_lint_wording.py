"""The lint's rules about words: reading grade and American spelling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.knowledge.lint import Finding, check_records
from bot.knowledge.lint.reading import count_syllables, find_grade
from bot.knowledge.record import Record

DEER = Record(id="service:deer", title="Deer license", summary="Buy it online.", asks=("deer license",))
HARD = "Administrative responsibilities necessitate comprehensive interagency communication on authorization."
EASY = "The office is open on Monday. You can call or walk in to ask for help."


def find(record: Record, *others: Record) -> list[Finding]:
    return check_records((record, *others), date(2026, 11, 22))


def levels(record: Record, *others: Record) -> list[tuple[str, str]]:
    return [(f.level, f.field) for f in find(record, *others)]


def test_a_hard_summary_is_found_with_its_grade() -> None:
    (finding,) = find(replace(DEER, summary=HARD))
    assert (finding.level, finding.field) == ("warning", "summary")
    assert finding.message == f"reading grade {find_grade(HARD):.1f}, expected 10 at most"


@pytest.mark.parametrize("text", [EASY, " ".join(HARD.split()[:7]), f'The Governor wrote: "{HARD}"'])
def test_easy_short_and_quoted_summaries_pass(text: str) -> None:
    assert levels(replace(DEER, summary=text)) == []


@pytest.mark.parametrize(
    "word", ["licence", "Centre", "recognised", "cheque", "neighbours", "travelling", "licencing"]
)
def test_a_british_spelling_is_found(word: str) -> None:
    assert levels(replace(DEER, title=f"The {word}")) == [("warning", "title")]
    assert levels(replace(DEER, details={"requirements": ["A form", f"A {word}"]})) == [
        ("warning", "details.requirements")
    ]


@pytest.mark.parametrize(
    "word", ["license", "center", "recognized", "check", "neighbors", "promise", "advertising"]
)
def test_an_american_spelling_passes(word: str) -> None:
    assert levels(replace(DEER, title=f"The {word}")) == []


def test_ids_addresses_and_asks_are_not_spelling() -> None:
    record = replace(
        DEER, topics=("licences",), asks=("wat licence i need",), details={"url": "https://a.ms/licence"}
    )
    assert (
        levels(record, Record(id="topic:licences", title="Licenses", summary="Licenses.", asks=("licenses",)))
        == []
    )


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("area", 3),
        ("science", 2),
        ("people", 2),
        ("vehicles", 3),
        ("license", 2),
        ("agencies", 3),
        ("statement", 2),
        ("created", 3),
        ("closed", 1),
        ("settled", 2),
        ("official", 3),
        ("Mississippi", 4),
        ("January", 4),
        ("39215", 1),
    ],
)
def test_syllables(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_dots_inside_hours_names_and_addresses_end_no_sentence() -> None:
    with_dots = "The office at 950 E. County Line Road is open 8 a.m. to 5 p.m. each day, as ms.gov says."
    without = "The office at 950 E County Line Road is open 8 am to 5 pm each day, as msgov says."
    assert find_grade(with_dots) == pytest.approx(find_grade(without))


def test_a_text_without_words_has_no_grade() -> None:
    assert find_grade(" - ") == 0
