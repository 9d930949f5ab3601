"""Each kind in the many ways people write or say it, and what looks like it but has to stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.privacy import KINDS, PLACEHOLDERS, Masker

CASES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("cases.yml").read_text("utf-8"))
PLANTED = re.compile("«(.+?)»")


def planted() -> Iterator[tuple[str, str]]:
    return ((kind, text) for kind, texts in CASES.items() if kind != "stays" for text in texts)


def test_there_are_cases_of_every_kind() -> None:
    assert set(CASES) == {*KINDS, "stays"}


@pytest.mark.parametrize("kind, text", planted())
def test_what_is_personal_is_masked(masker: Masker, kind: str, text: str) -> None:
    masked = masker.mask(PLANTED.sub(r"\1", text))
    assert masked.text == PLANTED.sub(PLACEHOLDERS[kind], text)
    assert masked.kinds == (kind,)


@pytest.mark.parametrize("text", CASES["stays"])
def test_what_is_not_stays(masker: Masker, text: str) -> None:
    assert masker.mask(text).text == text
    assert masker.mask(text).kinds == ()


def test_kinds_come_once_and_in_order(masker: Masker) -> None:
    masked = masker.mask("I'm Jane Doe, 601-555-0134 or 601-555-0135, my ssn is 123-45-6789")
    assert masked.kinds == ("name", "phone", "ssn")


def test_of_what_overlaps_nothing_stays(masker: Masker) -> None:
    masked = masker.mask("my account number is 4111 1111 1111 1111")
    assert masked.text == f"my account number is {PLACEHOLDERS['card']}"


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "🪪" * 50, "«»", "é" * 100])
def test_odd_texts_are_left_alone(masker: Masker, text: str) -> None:
    assert masker.mask(text).text == text
