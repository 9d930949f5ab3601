"""Which words are right, and how often citizens use them; whatever else is written may be a misspelling.

Read by `spelling_mender.py` when it trains and loads.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path

import yaml

from bot.errors import SettingError

SHORTEST_WHOLE = 4  # below it, the encoder's words are mostly pieces of others
WORD = re.compile(r"'?[A-Za-z][A-Za-z']*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]+")  # with a capital, within a sentence


@lru_cache(maxsize=1)
def english_words() -> dict[str, int]:
    """The 82,765 words of SymSpell's list of English, with how often each stands in English at large."""
    source = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = source.read_text("utf-8-sig").splitlines()
    return {word: int(count) for word, count in (line.split(" ") for line in lines)}


def whole_words(tokenizer: Path) -> frozenset[str]:
    """The words that the encoder knows whole, American ones too, which SymSpell's list lacks ("neighbor")."""
    pieces = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(p for p in pieces if len(p) >= SHORTEST_WHOLE and p.isascii() and p.isalpha())


def words_in(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [word.lower() for word in WORD.findall(text)]


def count_words(texts: Iterable[str], checked: Iterable[str], known: Iterable[str]) -> dict[str, int]:
    """How often each right word stands in the texts.

    Args:
        texts: how people write; a word of theirs is right when it is known, or a name, by its capital.
        checked: edited texts, all of whose words are taken for right.
        known: words that are right.
    """
    written = list(texts)
    counts = Counter(word for text in checked for word in words_in(text))
    right = {*counts, *known, *(name.lower() for text in written for name in _NAME.findall(text))}
    counts.update(word for text in written for word in words_in(text) if word in right)
    return {word: count for word, count in counts.items() if len(word) > 2 or word in english_words()}


def read_spellings(path: Path) -> dict[str, str]:
    """Return what people mean by what they write; raises SettingError naming the file and the entry."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise SettingError(f"{path.name}: expected lines `spelling: what is meant`")
    for spelling, meant in data.items():
        if not isinstance(spelling, str) or not isinstance(meant, str):
            raise SettingError(f"{path.name}: {spelling}: expected a text on both sides of the colon")
    return {spelling.lower(): meant for spelling, meant in data.items()}


def well_spelled(
    texts: Iterable[str], counts: Mapping[str, int], spellings: Mapping[str, str]
) -> list[list[str]]:
    """Return the words of the texts that have no misspelled word, from which neighbors can be learned."""
    told = (words_in(text) for text in texts)
    return [
        words for words in told if all(w in counts and spellings.get(w, w) == w for w in words if len(w) > 2)
    ]
