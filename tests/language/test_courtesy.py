"""Politeness is taken off, what is asked stays, and a greeting alone stays whole."""

from __future__ import annotations

import pytest

from bot.language.courtesy import without_courtesy


@pytest.mark.parametrize(
    ("polite", "asked"),
    [
        ("Hi, could you please tell me how much a fishing license is?", "how much a fishing license is?"),
        ("How much is a fishing license? Thank you so much!", "How much is a fishing license?"),
        ("Good morning, I was wondering where I vote. Thanks in advance.", "where I vote"),
        ("excuse me sir do u know where the office is", "where the office is"),
        ("I need to know my polling place please and thank you", "my polling place"),
        ("renew my tag, have a blessed day", "renew my tag"),
        ("Hi, could you please help me? A power line fell.", "A power line fell."),
        ("can someone help us out - the baby is choking", "the baby is choking"),
    ],
)
def test_what_is_asked_is_left(polite: str, asked: str) -> None:
    assert without_courtesy(polite).strip(" .") == asked.strip(" .")


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "thanks so much",
        "Thank you for your help",
        "hey missi",
        "",
        "   ",
        "Can I renew online?",
        "Sorry my English",
        "welcome center hours",
        "so",
        "Hinds County clerk",
        "Thankful Church of Jackson",
        "soil test",
        "have a boat title question",
        "can you help me renew my tag",
        "could you help me?",
    ],
)
def test_the_rest_stays_as_it_is(text: str) -> None:
    assert without_courtesy(text) == text
