"""Puts a message in Spanish into the English words that the search and the signs of danger go by.

Not a translation: the longest known phrases become what `data/spanish.yml` says they mean here, in their
order. The encoder reads English only, and records are in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from bot.errors import SettingError
from bot.language.languages import unaccented

_WORD = re.compile(r"\w+")
_SOUNDS = (  # what sounds alike is written alike, for many write Spanish by ear too ("lisencia", "nesesito")
    (re.compile(r"ñ"), "ny"),
    (re.compile(r"c(?=[ei])|z"), "s"),
    (re.compile(r"qu(?=[ei])|c(?!h)"), "k"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"v"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"(?<![cs])h"), ""),
)
_ENDINGS = re.compile(r"(?<=...)(?:[oa]s?|es|s)$")


def read_gloss(path: Path) -> dict[str, str]:
    """Return what Spanish phrases mean; raises SettingError naming the file and the entry."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    words = data.get("words") if isinstance(data, dict) else None
    if not isinstance(words, dict):
        raise SettingError(f"{path.name}: expected `words:` with lines `phrase: what it means`")
    for phrase, meaning in words.items():
        if not isinstance(phrase, str) or not isinstance(meaning, str):
            raise SettingError(f"{path.name}: {phrase}: expected a text on both sides of the colon")
    return dict(words)


class Gloss:
    """Glosses messages.

    Args:
        meanings: what phrases mean, as `read_gloss` gives them.
    """

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings: dict[tuple[str, ...], str] = {}
        for spoken in (_heard, _stem):  # a phrase as it is goes before one that only shares its stems
            for phrase, meaning in meanings.items():
                self._meanings.setdefault(tuple(spoken(word) for word in phrase.split()), meaning)
        self._longest = max(map(len, self._meanings), default=0)

    def put(self, text: str) -> str:
        """Return the text in English words; a word without meaning here stays as it is."""
        words = _WORD.findall(text)
        put, at = [], 0
        while at < len(words):
            length, meaning = self._longest_match(words, at)
            put.append(meaning)
            at += length
        return " ".join(meaning for meaning in put if meaning) + ("?" if "?" in text else "")

    def _longest_match(self, words: list[str], at: int) -> tuple[int, str]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            part = words[at : at + length]
            for spoken in (_heard, _stem):
                meaning = self._meanings.get(tuple(map(spoken, part)))
                if meaning is not None:
                    return length, meaning
        return 1, words[at]


def _heard(word: str) -> str:
    """A word without accents, as it sounds."""
    heard = unaccented(word.lower().replace("ñ", "ny"))
    for pattern, sound in _SOUNDS:
        heard = pattern.sub(sound, heard)
    return heard


def _stem(word: str) -> str:
    """The same without an ending of number or gender."""
    return _ENDINGS.sub("", _heard(word))
