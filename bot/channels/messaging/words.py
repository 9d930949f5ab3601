"""The messaging channels' own words, from `words.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

DEFAULT = "en"


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    first: str
    """Said before the first answer of a conversation."""
    about: str
    """Where the citizen came from, when the link that led here says so."""
    files: str
    stopped: str
    choose: str
    """Over choices that can be tapped."""
    number: str
    """Over choices that cannot."""
    open_list: str
    chosen: str
    pick_time: str
    picked_time: str
    time_title: str


def words_for(locale: str | None) -> Words:
    """Return the words for a locale such as `es_US`; English for one that there are none for."""
    language = (locale or "").replace("_", "-").partition("-")[0].lower()
    every = _read()
    return every.get(language, every[DEFAULT])


@cache
def _read() -> dict[str, Words]:
    path = Path(__file__).with_name("words.yml")
    languages = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {language: Words(**words) for language, words in languages.items()}
