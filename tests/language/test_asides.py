"""What people tell of themselves is taken off once it is masked; what they ask stays."""

from __future__ import annotations

import pytest

from bot.language.asides import without_asides


@pytest.mark.parametrize(
    "text, asked",
    [
        ("My name is [name]. How do I renew my tag?", "How do I renew my tag?"),
        ("my name is [name] and where do i go", "where do i go"),
        ("how do I renew my tag my ssn is [social security number]", "how do I renew my tag"),
        ("I'm [name], born [date of birth]. where to vote", "where to vote"),
        ("I'm [name] calling about my food stamps", "my food stamps"),
        ("what is the fee? Thanks, [name]", "what is the fee?"),
        ("my case is [case number] what do i do", "what do i do"),
        ("me llamo [name] y necesito licencia", "necesito licencia"),
        ("mi seguro social es [social security number], ¿dónde voto?", "¿dónde voto?"),
    ],
)
def test_an_aside_is_taken_off(text: str, asked: str) -> None:
    assert without_asides(text) == asked


@pytest.mark.parametrize(
    "text, asked",
    [
        ("how do I change my address to [street address]?", "how do I change my address to?"),
        ("how do i renew my license [license number]", "how do i renew my license"),
        ("my uncle [name] got a letter from revenue", "my uncle got a letter from revenue"),
    ],
)
def test_in_a_question_only_the_placeholder_goes(text: str, asked: str) -> None:
    assert without_asides(text) == asked


@pytest.mark.parametrize(
    "text", ["my name is wrong on my license", "", "[see here] for my tag", "My social security card is lost"]
)
def test_what_was_not_masked_stays_as_it_is(text: str) -> None:
    assert without_asides(text) == text


def test_something_is_always_left() -> None:
    assert without_asides("my name is [name]") == "my name is"
    assert without_asides("[name]") == "[name]"
