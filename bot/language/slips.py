"""Which words may have been meant by what somebody wrote, each with how big the slip would be.

Words come near by their letters (SymSpell) or by their sound (`sounds.py`). The size of a slip stands for the
negative logarithm of its chance, a noisy channel (Kernighan, Church, and Gale 1990).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jellyfish import damerau_levenshtein_distance as edits
from symspellpy import SymSpell, Verbosity

from bot.language.sounds import skeleton, sound

SHARE_OF_LETTERS, SHARE_OF_SOUNDS, CONSONANT, OTHER_START = 7.3, 3.7, 1.7, 1.3
"""What a word that differs in all letters, in all sounds, in one consonant, in its first letter is farther.

Fitted by likelihood among the words near, on misspellings of the Birkbeck collection: decision 6."""
LONGEST_EDIT = 1  # of the letters or of the consonants, by which words are looked up
MOST_SIZE = 6.0
MOST_OTHER_LETTERS = 0.6  # of the letters written
HEARD = 0.6
"""How much smaller a slip is that only sounds like the word meant: whoever writes by ear takes either."""
FURTHEST_HEARD, SHORTEST_NEARLY = 1, 3
"""Sounds by which it may differ ("wont" for "want"), if it has so many letters."""
REMEMBERED = 4096  # words, with what they may mean


class Slips:
    """The words that may be meant.

    Args:
        sounds: the words in lower case, with how each sounds.
    """

    def __init__(self, sounds: Mapping[str, str]) -> None:
        self.meant = lru_cache(REMEMBERED)(self._meant)
        self.heard = lru_cache(REMEMBERED)(self._heard)
        self._sounds = sounds
        self._letters = SymSpell(LONGEST_EDIT, prefix_length=7)
        self._skeletons = SymSpell(LONGEST_EDIT, prefix_length=7)
        self._by_skeleton: dict[str, list[str]] = {}
        for word, heard in sounds.items():
            bones = skeleton(heard)
            self._by_skeleton.setdefault(bones, []).append(word)
            self._letters.create_dictionary_entry(word, 1)
            self._skeletons.create_dictionary_entry(bones, 1)

    def _meant(self, written: str) -> dict[str, float]:
        """Return the words near to what is no word, with the size of the slip."""
        near = {found.term for found in self._letters.lookup(written, Verbosity.ALL, LONGEST_EDIT)}
        heard = skeleton(sound(written))
        for found in self._skeletons.lookup(heard, Verbosity.ALL, LONGEST_EDIT):
            words = self._by_skeleton[found.term]
            near.update(w for w in words if edits(w, written) <= MOST_OTHER_LETTERS * len(written))
        sizes = {word: self._size(written, word) for word in near}
        return {word: slip for word, slip in sizes.items() if slip <= MOST_SIZE}

    def _heard(self, written: str) -> dict[str, float]:
        """Return the words that sound like another word, or nearly so, with the size of the slip."""
        sounds = sound(written)
        bones = skeleton(sounds)
        # A last "t" or "d" is often not heard: "fine out", "tole".
        alike = [w for end in ("", "t") for w in self._by_skeleton.get(bones + end, ())]
        furthest = FURTHEST_HEARD if len(written) >= SHORTEST_NEARLY else 0
        near = (w for w in alike if w != written and edits(sounds, self._sounds[w]) <= furthest)
        return {word: HEARD * self._size(written, word) for word in near}

    def _size(self, written: str, word: str) -> float:
        one, two = sound(written), self._sounds[word]
        return (
            SHARE_OF_LETTERS * edits(written, word) / max(len(written), len(word))
            + SHARE_OF_SOUNDS * edits(one, two) / max(len(one), len(two), 1)
            + CONSONANT * edits(skeleton(one), skeleton(two))
            + OTHER_START * (written[0] != word[0])
        )
