"""What sounds alike is told alike, however it is spelled."""

from __future__ import annotations

import pytest

from bot.language.sounds import skeleton, sound


@pytest.mark.parametrize(
    ("one", "two"),
    [
        *[("no", "know"), ("hole", "whole"), ("wear", "where"), ("male", "mail"), ("sine", "sign")],
        *[("lisens", "license"), ("fone", "phone"), ("rite", "write"), ("gradjuate", "graduate")],
        *[("nefew", "nephew"), ("secshun", "section"), ("tawk", "talk"), ("cum", "come"), ("nife", "knife")],
    ],
)
def test_alike(one: str, two: str) -> None:
    assert sound(one) == sound(two)


@pytest.mark.parametrize(("one", "two"), [("loan", "loud"), ("tag", "tax"), ("license", "lessons")])
def test_not_alike(one: str, two: str) -> None:
    assert sound(one) != sound(two)


@pytest.mark.parametrize(("one", "two"), [("wont", "want"), ("dad", "dat"), ("offis", "office")])
def test_vowels_and_voice_are_not_in_the_skeleton(one: str, two: str) -> None:
    assert skeleton(sound(one)) == skeleton(sound(two))


@pytest.mark.parametrize("odd", ["", "'", "zzz", "y", "x" * 500])
def test_any_word_has_a_sound(odd: str) -> None:
    assert isinstance(skeleton(sound(odd)), str)
