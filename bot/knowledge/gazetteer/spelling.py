"""Mends misspelled words of names: a word in, the word of a name it was meant for (or itself) out.

The gazetteer mends words before it looks for names: spaCy's FUZZY patterns would try each name's
words at each word (1.6 ms a message, this 0.1), and would make names of everyday words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.matcher.levenshtein import levenshtein

ONE_EDIT_MIN_LETTERS = 6
TWO_EDITS_MIN_LETTERS = 9
LOOKALIKES = frozenset(
    """auditory benson branson cannon canon cantor canyon carleton cartage carton charlton clare
    clifton collections collin columbian dickinson electron electrons elevations equation executions
    granville greece grenade hearth heath hosing indiana lauren maison mario maroon medication
    melville merton mormon moron newtown ranking rankings reflections remington ridley riley sampson
    selection selections shakey treasure treasured treasures tunic tunics warrington""".split()
)
"""Everyday words near a name that the records happen to lack (of the encoder's 18,000 whole words)."""


class NameSpeller:
    """The words that names are made of, and the everyday words that no name is made of.

    Args:
        vocabulary: the words of all names.
        ordinary: words that are never mended.
    """

    def __init__(self, vocabulary: Iterable[str], ordinary: Iterable[str]) -> None:
        self._right = frozenset(vocabulary)
        self._ordinary = LOOKALIKES.union(ordinary)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._right):
            if len(word) >= ONE_EDIT_MIN_LETTERS and word.isalpha():
                self._by_length[len(word)].append(word)

    def mend(self, word: str) -> str:
        """Return the word of a name within its allowed edits, else the word as it is."""
        if len(word) < ONE_EDIT_MIN_LETTERS - 1 or not word.isalpha():
            return word
        if word in self._right or word in self._ordinary:
            return word
        lengths = range(len(word) - 2, len(word) + 3)
        return nearest(word, (near for length in lengths for near in self._by_length.get(length, ())))


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the nearest of the names if it is near enough to the word, else the word."""
    best, least = word, TWO_EDITS_MIN_LETTERS
    for name in names:
        allowed = 2 if len(name) >= TWO_EDITS_MIN_LETTERS else 1
        # People seldom miss the first letter; everyday words often differ in little else.
        if name[0] != word[0]:
            allowed -= 1
        edits = _edits(word, name, 2)
        if edits <= allowed and edits < least:
            best, least = name, edits
    return best


def _edits(word: str, name: str, most: int) -> int:
    """Letters added, left out, changed or swapped with the next; exact up to `most`."""
    edits = int(levenshtein(word, name, most))
    return 1 if edits == 2 and _is_swapped(word, name) else edits


def _is_swapped(word: str, name: str) -> bool:
    at = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), 0)
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return swapped == name
