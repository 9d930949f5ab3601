"""The web channel's own words, from `words.yml`, which is read with the first of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGE = "en"


@dataclass(frozen=True)
class Words:
    """The words of one language; `words.yml` says what each is for."""

    title: str
    disclosure: str
    privacy: str
    popular: str
    starters: Sequence[str]
    confidence: Sequence[Mapping[str, Any]]
    follow_ups: Sequence[Mapping[str, str]]
    errors: Mapping[str, str]
    pages: Mapping[str, str]

    def popularity(self, service: str) -> int:
        """The place of a service among the popular ones, which comes last for all others."""
        popular = self.popular.split()
        return popular.index(service) if service in popular else len(popular)

    def of_chance(self, chance: float | None) -> str | None:
        """How sure a reply is, in words; None when nothing was searched."""
        if chance is None:
            return None
        return next(str(band["words"]) for band in self.confidence if chance >= band["from"])


@cache
def read_words(language: str = LANGUAGE) -> Words:
    """Return the words of a language that `words.yml` has."""
    path = Path(__file__).with_name("words.yml")
    return Words(**yaml.safe_load(path.read_text(encoding="utf-8"))[language])
