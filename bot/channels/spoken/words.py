"""What channels that speak say by themselves, from `words.yml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ENGLISH, SPANISH = "en", "es"


@dataclass(frozen=True)
class Words:
    """The words of one language; their names say when they are said."""

    greeting: str
    help: str
    goodbye: str
    missed: str
    missed_again: str
    ask_more: str
    ask_else: str
    ask_which: str
    offer: str
    option: str
    or_: str
    others: str
    remind_more: str
    remind_which: str
    remind_else: str
    numbers: Sequence[str]
    moves: Mapping[str, str]
    """What is meant, by the whole utterance."""

    def of(self, name: str) -> str:
        """The words for an occasion."""
        return str(getattr(self, name))


@cache
def read_words(language: str) -> Words:
    """Return the words of ENGLISH or SPANISH."""
    path = Path(__file__).with_name("words.yml")
    told = yaml.safe_load(path.read_text(encoding="utf-8"))[language]
    moves = {said: move for move, utterances in told.pop("moves").items() for said in utterances}
    return Words(or_=told.pop("or"), moves=moves, **told)


def language_of(locale: str | None) -> str:
    """The language of a locale such as `es-US`; English for any that we have no words in."""
    return SPANISH if (locale or "").lower().startswith(SPANISH) else ENGLISH
