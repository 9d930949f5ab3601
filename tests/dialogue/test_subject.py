"""Whether words name something, continue, or point back; and whether they are about elsewhere."""

from __future__ import annotations

import pytest

from bot.dialogue.elsewhere import is_elsewhere, names_elsewhere
from bot.dialogue.subject import content_words, continues, points_back


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How much does it cost?", []),
        ("what are the hours", []),
        ("where do I go", []),
        ("can I do that online", []),
        ("what's the phone number", []),
        ("um ok, and what documents do i need please", []),
        ("", []),
        ("?!", []),
        ("''", []),
        ("How much is a fishing license?", ["fishing", "license"]),
        ("RENEW my Tag", ["renew", "tag"]),
        ("hours of the library", ["library"]),
        ("my mama's birth certificate", ["mama's", "birth", "certificate"]),
        ("form 80-105", ["80", "105"]),
    ],
)
def test_content_words_are_those_that_name_something(text: str, words: list[str]) -> None:
    assert content_words(text) == words


@pytest.mark.parametrize(
    ("text", "leave_out", "words"),
    [
        ("license office in Rankin County", ["Rankin County"], ["license"]),
        ("license office in Rankin County", ["rankin"], ["license", "county"]),
        ("boats on December 5", ["December 5"], ["boats"]),
        ("boats on December 5", [], ["boats", "december", "5"]),
        ("boats", [""], ["boats"]),
    ],
)
def test_names_and_dates_can_be_left_out(text: str, leave_out: list[str], words: list[str]) -> None:
    assert content_words(text, leave_out) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and in Rankin County?", True),
        ("What about a CDL?", True),
        ("  ...so how much", True),
        ("OK and the fee", True),
        ("how about online", True),
        ("but my tag is expired", True),
        ("Andrew Jackson", False),
        ("social security", False),
        ("butter prices", False),
        ("okra festival", False),
        ("what do I need", False),
        ("how do I apply and where", False),
        ("", False),
    ],
)
def test_an_opening_continues_or_not(text: str, expected: bool) -> None:
    assert continues(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can I do it online", True),
        ("how much is THAT", True),
        ("what are its hours", True),
        ("do they take cards", True),
        ("the second one", True),
        ("can I visit italy", False),
        ("thatcher", False),
        ("someone stole my tag", False),
        ("renew my tag", False),
        ("", False),
    ],
)
def test_words_point_back_or_not(text: str, expected: bool) -> None:
    assert points_back(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "How do I renew my license in Alabama?",
        "texas sales tax rate",
        "who is the governor of new  york",
        "capital of France",
        "south carolina fishing license",
        "best food in New Orleans",
        "hunting license in another state",
        "apartments in Dallas",
        "the Canadians and their passports",
    ],
)
def test_another_place_is_elsewhere(text: str) -> None:
    assert is_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I renew my license?",
        "I moved here from Alabama, how do I get a tag?",
        "we just left texas and need a license",
        "my Tennessee license, can I use it here",
        "which states border Mississippi: Alabama or Georgia?",
        "the office on Alabama Street",
        "Georgia  Avenue bridge",
        "born in Ohio, can I get a Mississippi ID",
        "mainely a question",
        "when is turkey season in Cleveland",
        "a ticket in Washington County",
        "",
    ],
)
def test_home_and_those_who_come_here_are_not(text: str) -> None:
    assert not is_elsewhere(text)


def test_whoever_comes_from_elsewhere_names_it() -> None:
    assert names_elsewhere("I moved here from Alabama")
    assert not names_elsewhere("I got a ticket in Rankin County")
