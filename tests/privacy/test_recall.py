"""Of personal data planted by chance nothing is left; docs/privacy.md tells the figures."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import yaml

from bot.privacy import KINDS, Masker
from tests.privacy.generated import MAKERS, QUESTIONS, Planted, planted

COUNT = 2800
LEAST_NAMED_RIGHT = 0.98
"""How many are told as the kind they are; the rest are masked too, as another kind."""
PLANTED = re.compile("«(.+?)»")
UNFOUND = {
    *("Bobby Ray Tucker", "Jaylen Carter", "Dr. Patel", "Ruth Whitfield", "Michael Boone"),
    "408 B S. Main",
}
"""Names that nothing introduces, and a street without its word."""


def left_of(message: Planted, text: str) -> list[str]:
    """The words of a message's secrets, of three letters or digits and more, that a text still has."""
    words = {word for secret in message.secrets for word in (secret, *re.findall(r"[^\W_]{3,}", secret))}
    asked = {word.lower() for question in QUESTIONS for word in re.findall(r"\w+", question)}
    told = re.sub(r"\[[a-z -]+\]", "", text)
    return [word for word in words - asked if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told)]


def test_every_kind_is_planted() -> None:
    assert {*MAKERS, "pin"} == set(KINDS)


def test_nothing_planted_is_left(masker: Masker) -> None:
    left = {m.text: masker.mask(m.text).text for m in planted(COUNT) if left_of(m, masker.mask(m.text).text)}
    assert not left


def test_most_are_called_what_they_are(masker: Masker) -> None:
    right = Counter(
        message.kind for message in planted(COUNT) if message.kind in masker.mask(message.text).kinds
    )
    each = COUNT // len(MAKERS)
    assert {
        kind: count for kind, count in right.items() if count < each * LEAST_NAMED_RIGHT and kind != "number"
    } == {}


def test_what_is_masked_once_is_not_masked_again(masker: Masker) -> None:
    for message in planted(COUNT):
        once = masker.mask(message.text).text
        assert masker.mask(once).text == once


def test_of_what_was_written_freely_only_these_are_left(masker: Masker) -> None:
    texts: list[str] = yaml.safe_load(Path(__file__).with_name("free.yml").read_text("utf-8"))
    left = set()
    for text in texts:
        told = masker.mask(PLANTED.sub(r"\1", text)).text
        left |= {secret for secret in PLANTED.findall(text) if secret in told}
    assert left == UNFOUND
