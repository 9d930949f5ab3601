"""Recognizes numbered records by their number: "the second goal", "strategy 2.3", "principle five"."""

from __future__ import annotations

import re

_WORDS = "one two three four five six seven eight nine ten".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBER = rf"(\d+(?:\s*(?:\.|point)\s*(?:\d+|{'|'.join(_WORDS)}))?|{'|'.join(_WORDS)})"
_AFTER = re.compile(rf"\b(goal|pillar|strategy|principle)\s*(?:#|no\.?|number)?\s*{_NUMBER}\b", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"\bstrategy\s+({'|'.join(_WORDS)})\s+(?:point|dot)\s+({'|'.join(_WORDS)})\b", re.IGNORECASE
)
_BEFORE = re.compile(rf"\b({'|'.join(_ORDINALS)})\s+(?:\w+\s+){{0,2}}?(goal|principle)\b", re.IGNORECASE)
_IDS = {
    "goal": "plan:goal-",
    "pillar": "plan:goal-",
    "strategy": "plan:strategy-",
    "principle": "policy:ai-principle-",
}


def find_numbered(text: str) -> frozenset[str]:
    """Return the ids of the plan and policy records that the words name by number."""
    ids = set()
    for match in _SPOKEN.finditer(text):
        ids.add(f"{_IDS['strategy']}{_digit(match[1])}.{_digit(match[2])}")
    for kind, number in _AFTER.findall(text):
        parts = re.split(r"\s*(?:\.|point)\s*", number.lower())
        ids.add(_IDS[kind.lower()] + ".".join(_digit(part) for part in parts))
    for ordinal, kind in _BEFORE.findall(text):
        ids.add(_IDS[kind.lower()] + str(_ORDINALS.index(ordinal.lower()) + 1))
    return frozenset(ids)


def _digit(word: str) -> str:
    return str(_WORDS.index(word.lower()) + 1) if word.lower() in _WORDS else word
