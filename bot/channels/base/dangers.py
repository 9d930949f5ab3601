"""The step `spot_danger`: emergencies and crises in plain words, found by rules that no training changes.

They are precise rather than many (`dangers.yml`); the trained alarm of bot/nlu goes on finding the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.channels.base.message import Message

if TYPE_CHECKING:
    from bot.channels.base.door import Door

RULES = Path(__file__).with_name("dangers.yml")
_APOSTROPHES = str.maketrans("’‘`´", "''''")


async def spot_danger(message: Message, door: Door) -> None:
    """Note the danger that a rule finds; nothing that was settled before stands against it."""
    if message.said.payload is not None:
        return
    message.danger = find_danger(message.text)
    if message.danger:
        message.answer = message.refusal = None


@dataclass(frozen=True)
class Rule:
    """What tells of a danger."""

    intent: str
    has: tuple[str, ...]
    """Letters one of which is in all that it finds."""
    says: re.Pattern[str]

    def finds(self, words: str) -> bool:
        """Whether it finds its danger in folded words."""
        return any(letters in words for letters in self.has) and self.says.search(words) is not None


def find_danger(text: str) -> str | None:
    """Return the intent of the danger that the words tell of, if a rule knows them."""
    words = fold(text)
    found = [rule for rule in read_rules() if rule.finds(words)]
    if found:
        spared = _unless().sub(" ", words)
        found = [rule for rule in found if rule.finds(spared)]
    return found[0].intent if found else None


@cache
def read_rules() -> tuple[Rule, ...]:
    """Return the rules, first those whose danger counts most."""
    rules: Mapping[str, Sequence[Mapping[str, Any]]] = _read()["rules"]
    return tuple(
        Rule(intent, tuple(rule["has"]), re.compile(rule["says"]))
        for intent, told in rules.items()
        for rule in told
    )


@cache
def _unless() -> re.Pattern[str]:
    """What is read over."""
    return re.compile("|".join(f"(?:{line})" for line in _read()["unless"]))


def _read() -> Any:
    return yaml.safe_load(RULES.read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """Return the words as rules look at them: small, without accents, straight apostrophes, single spaces."""
    parts = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).lower())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
