"""Guesses the language of a message: English unless its words say otherwise.

A message in, "en" or another key of `data/languages.yml` out. Small words tell most, since people borrow
names of things ("necesito food stamps" is Spanish, "where is the oficina" English); names tell nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.errors import SettingError
from bot.knowledge.stop_words import STOP_WORDS

ENGLISH, SPANISH = "en", "es"
SURE, DOUBTFUL, BORROWED = 1.0, 0.6, 0.4
"""What a word counts: of one language; of two, or with a letter of Spanish; an English name of a thing."""
LEAST = 0.9
"""A language other than English must have so much on its side."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_MARKS = re.compile(r"[ñ¿¡áéíóú]|[a-z]{3}cion(?:es)?\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\w )[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+|[A-Z][a-z]+(?= [A-Z][a-z])")


def unaccented(text: str) -> str:
    """The text in lower case without its accents: "Cómo" is "como"."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def read_languages(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return by language its `words` and `doubtful` words; raises SettingError naming the file and entry."""
    data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return {
            name: {kind: unaccented(kinds[kind]).split() for kind in ("words", "doubtful")}
            for name, kinds in data.items()
        }
    except (AttributeError, KeyError, TypeError):
        raise SettingError(f"{path.name}: expected `words` and `doubtful` under each language") from None


class Languages:
    """Tells languages apart.

    Args:
        languages: by name the words of each but English, as `read_languages` gives them.
        english: the words that English knows.
        more: by language, further words that stand for it when English does not know them.
    """

    def __init__(
        self,
        languages: Mapping[str, Mapping[str, Iterable[str]]],
        english: Collection[str],
        more: Mapping[str, Iterable[str]],
    ) -> None:
        self._evidence: dict[str, dict[str, float]] = {}
        for name, kinds in languages.items():
            evidence = {word: SURE for word in more.get(name, ()) if word not in english and len(word) > 1}
            evidence |= {word: SURE for word in kinds["words"] if word not in STOP_WORDS}
            self._evidence[name] = evidence | dict.fromkeys(kinds["doubtful"], DOUBTFUL)
        self._english = english

    def guess(self, text: str) -> str:
        """Return the language of a text."""
        words = {word.lower() for word in _WORD.findall(_NAME.sub("", text))}
        mine = sum(map(self._of_english, words))
        plain = set(map(unaccented, words))
        scores = {name: sum(e.get(w, 0.0) for w in plain) for name, e in self._evidence.items()}
        if SPANISH in scores:
            scores[SPANISH] += DOUBTFUL * len(_MARKS.findall(text))
        best = max(scores, key=lambda name: scores[name], default=ENGLISH)
        return best if scores.get(best, 0.0) > max(mine, LEAST) else ENGLISH

    def _of_english(self, word: str) -> float:
        if word in STOP_WORDS:
            return SURE
        return BORROWED if word in self._english else 0.0
