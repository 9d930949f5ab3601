"""What text messages and phone calls say of themselves, from `words.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Words:
    """The words of one language; `words.yml` says what each is for."""

    pick: str
    picture: str
    help: str
    keys: str
    unsure: str
    again: str
    connecting: str
    nobody: str
    menu: str = ""


@cache
def read_words(language: str) -> Words:
    """Return the words of a language that `words.yml` has: "en" or "es"."""
    path = Path(__file__).with_name("words.yml")
    return Words(**yaml.safe_load(path.read_text(encoding="utf-8"))[language])
