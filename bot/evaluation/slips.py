"""Slips of the fingers: a letter next to the right one, one dropped, one doubled, two swapped.

Four of five misspellings are one such slip: F. Damerau, A technique for computer detection and correction
of spelling errors, Communications of the ACM 7(3), 1964. Called by `disturbance`."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Slip = Callable[[str, int, Random], str]
"""Takes a word, the place of a letter in it, and chance; gives the word with the slip."""

WORDS_A_SLIP = 8  # one slip for so many words, and one in a shorter question
_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75))  # each row, and how far it is indented
_REACH = 1.3  # keys at most so many widths apart are neighbors
# Inside a longer word: slips spare first letters, and short words turn into other words.
_WORD = re.compile(r"[A-Za-z]{4,}")


def slip(text: str, make: Slip, chance: Random) -> str:
    """Return the text with slips in some of its longer words; without such words nothing changes."""
    words = list(_WORD.finditer(text))
    wanted = max(1, len(text.split()) // WORDS_A_SLIP)
    for word in sorted(chance.sample(words, min(wanted, len(words))), key=lambda w: -w.start()):
        place = chance.randrange(1, len(word[0]) - 1)
        text = text[: word.start()] + make(word[0], place, chance) + text[word.end() :]
    return text


def hit_neighbor(word: str, place: int, chance: Random) -> str:
    """Hit a key beside the right one."""
    key = chance.choice(NEIGHBORS[word[place].lower()])
    return word[:place] + (key.upper() if word[place].isupper() else key) + word[place + 1 :]


def drop(word: str, place: int, chance: Random) -> str:
    """Leave a letter out."""
    return word[:place] + word[place + 1 :]


def double(word: str, place: int, chance: Random) -> str:
    """Type a letter twice."""
    return word[: place + 1] + word[place:]


def swap(word: str, place: int, chance: Random) -> str:
    """Type two letters in the wrong order, the first two that differ from the place on or before it."""
    places = [*range(place, len(word) - 1), *range(place - 1, 0, -1)]
    at = next((i for i in places if word[i].lower() != word[i + 1].lower()), place)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _find_neighbors() -> dict[str, str]:
    keys = {key: (x + indent, y) for y, (row, indent) in enumerate(_ROWS) for x, key in enumerate(row)}
    return {
        key: "".join(
            other
            for other, (x, y) in keys.items()
            if other != key and (x - keys[key][0]) ** 2 + (y - keys[key][1]) ** 2 <= _REACH**2
        )
        for key in keys
    }


NEIGHBORS = _find_neighbors()
"""By letter, the letters beside it on an American keyboard."""
