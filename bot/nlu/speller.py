"""Mends misspelled words toward the words of the knowledge base; a word English knows is left alone.

SymSpell finds the candidates; its English frequency list says which words exist.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources

from symspellpy import SymSpell, Verbosity

LONGEST_EDIT = 2
SHORTEST_MENDED = 4
SHORTEST_FOR_TWO_EDITS = 6
_WORD = re.compile(r"[A-Za-z][A-Za-z']+")


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


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word.lower() for text in texts for word in _WORD.findall(text))


class Speller:
    """Mends words of a message.

    Args:
        counts: the words to mend toward, with how often each is used.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = dict(counts)
        self._symspell = SymSpell(LONGEST_EDIT, prefix_length=7)
        for word, count in counts.items():
            if len(word) >= SHORTEST_MENDED:
                self._symspell.create_dictionary_entry(word, count)

    def mend(self, text: str) -> str:
        """Return the text with its misspelled words mended, everything else as it was."""
        return _WORD.sub(lambda match: self._mend_word(match.group()), text)

    def _mend_word(self, word: str) -> str:
        plain = word.lower()
        if len(plain) < SHORTEST_MENDED or "'" in plain or self._knows(plain):
            return word
        edits = LONGEST_EDIT if len(plain) >= SHORTEST_FOR_TWO_EDITS else 1
        found = self._symspell.lookup(plain, Verbosity.CLOSEST, edits)
        # People rarely mistype the first letter; a candidate that keeps it is likelier than a commoner word.
        same_start = [s for s in found if s.term[0] == plain[0]]
        best = (same_start or found)[:1]
        return best[0].term if best else word

    def _knows(self, word: str) -> bool:
        return word in self._counts or word in english_words()
