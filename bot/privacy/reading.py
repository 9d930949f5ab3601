"""A message as the recognizers read it: plain ASCII, and for each character where it came from.

Takes any text, gives a Reading; called by `masking`. Digits that are drawn differently, or have something
unseen between them, are found like any others, and what is found can still be cut out of the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DASH, APOSTROPHE, MARK = "-", "'", "*"
_APOSTROPHES = frozenset("‘’ʼ′´")
_MINUS = "−"
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters of Hangul that show nothing
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Cs", "Co", "Cn"})
_BLANK = frozenset({"Zs", "Zl", "Zp", "Cc"})
_BLANKS = re.compile(r"[^\S ]|  ")
LARGEST_SIGN = 20  # circled and other signs for a whole number go up to this


@dataclass(frozen=True)
class Reading:
    """Text to look at; character `n` of it was read from `starts[n]` to `ends[n]` of the message."""

    text: str
    starts: list[int]
    ends: list[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where in the message a part of this text, not empty, came from."""
        return self.starts[start], self.ends[end - 1]


def read(message: str) -> Reading:
    """Return the message in ASCII, with one blank for several: other digits, dashes, accents made plain."""
    places = list(range(len(message) + 1))
    if message.isascii() and not _BLANKS.search(message):
        return Reading(message, places[:-1], places[1:])
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, character in enumerate(message):
        for letter in _plain(character):
            if letter == " " and plain and plain[-1] == " ":
                continue
            plain.append(letter)
            starts.append(place)
            ends.append(place + 1)
    return Reading("".join(plain), starts, ends)


def _plain(character: str) -> str:
    """What stands for a character; nothing for what cannot be seen."""
    if character.isascii():
        return " " if character.isspace() else character
    category = unicodedata.category(character)
    if category in _UNSEEN or character in _FILLERS:
        return ""
    if category in _BLANK:
        return " "
    if category == "Pd" or character == _MINUS:
        return DASH
    if character in _APOSTROPHES:
        return APOSTROPHE
    number = unicodedata.numeric(character, -1.0)
    if number.is_integer() and 0 <= number <= LARGEST_SIGN:
        return str(int(number))
    letters = unicodedata.normalize("NFKD", character)
    ascii_letters = "".join(letter for letter in letters if letter.isascii())
    return ascii_letters or (character if character.isalnum() else MARK)


def digits_of(text: str) -> str:
    """The digits of a text that was read, one after the other."""
    return "".join(character for character in text if character.isdigit())
