"""Mends misspelled words toward the words of the knowledge base; a word English knows is left alone.

SymSpell and the sound of a word (Metaphone) find the candidates; SymSpell's frequency list of English says
which words exist.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from math import log10
from pathlib import Path
from types import MappingProxyType

import yaml
from jellyfish import damerau_levenshtein_distance, metaphone
from symspellpy import SymSpell, Verbosity

from bot.errors import SettingError

LONGEST_EDIT = 2
SHORTEST_MENDED = 4
SHORTEST_HEARD = 3
SHORTEST_FOR_TWO_EDITS = 6
SHORTEST_SOUND = 3  # consonants a word must have before its sound says enough
OTHER_SOUND, OTHER_START, COMMON = 1.0, 0.8, 0.4  # in slips
MOST_COST = 2.6  # what is farther from every word, and sounds like none, is no word of ours
_WORD = re.compile(r"'?[A-Za-z][A-Za-z']*")


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """The 82,765 English words of SymSpell's frequency list."""
    source = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    return frozenset(line.split(" ")[0] for line in source.read_text("utf-8-sig").splitlines())


def count_words(texts: Iterable[str], checked: Iterable[str]) -> dict[str, int]:
    """How often each word stands in the texts.

    Args:
        texts: how people write; a word of theirs that English does not know is taken for misspelled.
        checked: edited texts, all of whose words (names too) are taken for right.
    """
    right = Counter(_words(checked))
    known = english_words()
    counts = right + Counter(word for word in _words(texts) if word in known or word in right)
    return {word: count for word, count in counts.items() if len(word) > 2}


def read_spellings(path: Path) -> dict[str, str]:
    """Return what people mean by what they write; raises SettingError naming the file and the entry."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise SettingError(f"{path.name}: expected lines `spelling: what is meant`")
    for spelling, meant in data.items():
        if not isinstance(spelling, str) or not isinstance(meant, str):
            raise SettingError(f"{path.name}: {spelling}: expected a text on both sides of the colon")
    return {spelling.lower(): meant for spelling, meant in data.items()}


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word.lower() for text in texts for word in _WORD.findall(text))


class Speller:
    """Mends words of a message.

    Args:
        counts: the words to mend toward, with how often each is used.
        spellings: what people write for a word or two, by what they write, in lower case.
    """

    def __init__(
        self, counts: Mapping[str, int], spellings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._counts = dict(counts)
        self._spellings = spellings
        self._symspell = SymSpell(LONGEST_EDIT, prefix_length=7)
        self._by_sound: dict[str, list[str]] = {}
        for word, count in counts.items():
            if len(word) >= SHORTEST_MENDED:
                self._symspell.create_dictionary_entry(word, count)
                self._by_sound.setdefault(metaphone(word), []).append(word)

    def mend(self, text: str) -> str:
        """Return the text with its misspelled words mended, everything else as it was."""
        return _WORD.sub(lambda match: self._mend_word(match.group()), text)

    def _mend_word(self, word: str) -> str:
        plain = word.lower()
        if plain in self._spellings:
            return self._spellings[plain]
        if len(plain) < SHORTEST_HEARD or "'" in plain or self._knows(plain):
            return word
        costs = {found: self._cost(plain, found) for found in self._candidates(plain)}
        best = min(costs, key=lambda found: costs[found], default=word)
        is_near = costs.get(best, MOST_COST) < MOST_COST or metaphone(best) == metaphone(plain)
        return best if is_near else word

    def _candidates(self, plain: str) -> list[str]:
        """Words within a slip or two, and words that sound alike even if more letters differ."""
        if len(plain) < SHORTEST_MENDED:  # mostly an abbreviation, unless it begins and sounds like a word
            heard = self._by_sound.get(metaphone(plain), [])
            return [w for w in heard if w[0] == plain[0] and damerau_levenshtein_distance(plain, w) == 1]
        edits = LONGEST_EDIT if len(plain) >= SHORTEST_FOR_TWO_EDITS else 1
        near = [found.term for found in self._symspell.lookup(plain, Verbosity.ALL, edits)]
        sound = metaphone(plain)
        if len(sound) < SHORTEST_SOUND:
            return near
        alike = self._by_sound.get(sound, [])
        return near + [w for w in alike if damerau_levenshtein_distance(plain, w) <= len(plain) / 2]

    def _cost(self, plain: str, found: str) -> float:
        """How unlikely it is that `plain` was written for `found` (a noisy channel, Kernighan et al. 1990).

        People write what they hear and rarely mistype the first letter; between two such words the commoner
        one is meant.
        """
        other_sound = metaphone(plain) != metaphone(found)
        other_start = plain[0] != found[0]
        slips = damerau_levenshtein_distance(plain, found)
        return float(
            slips
            + OTHER_SOUND * other_sound
            + OTHER_START * other_start
            - COMMON * log10(self._counts[found])
        )

    def _knows(self, word: str) -> bool:
        return word in self._counts or word in english_words()
