"""What only the Alexa channel says, from `words.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Words:
    """The words of one language; their names say when they are said."""

    name: str
    card_hint: str
    wait: str


@cache
def read_words(language: str) -> Words:
    """Return the words of a language that `words.yml` has."""
    path = Path(__file__).with_name("words.yml")
    return Words(**yaml.safe_load(path.read_text(encoding="utf-8"))[language])
