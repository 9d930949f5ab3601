"""Puts numbers that are said in words into digits: "five five five, twelve, treinta y cuatro" -> "555-12-34".

Takes and gives a Reading, English and Spanish alike; called by `masking`. Only a row of number words is put
into digits, as when a number is read out; nothing is added up ("two hundred five" becomes "2005").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.reading import DASH, Reading


def _count(words: str, first: int) -> dict[str, str]:
    return {word: str(value) for value, word in enumerate(words.split(), first)}


_ONES = _count("one two three four five six seven eight nine", 1)
_ONES |= _count("uno dos tres cuatro cinco seis siete ocho nueve", 1)
_DIGITS = _ONES | {"zero": "0", "oh": "0", "o": "0", "cero": "0", "un": "1", "una": "1", "niner": "9"}
_TENS = _count("twenty thirty forty fifty sixty seventy eighty ninety", 2)
_TENS |= _count("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 2)
_OTHERS = _count("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_OTHERS |= _count("diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve", 10)
_OTHERS |= _count("veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete", 21)
_OTHERS |= {"veintiocho": "28", "veintinueve": "29"}
_OTHERS |= {"hundred": "00", "thousand": "000", "cientos": "00", "mil": "000"}
_TIMES = {"double": 2, "triple": 3, "doble": 2}


def _any(*words: dict[str, object] | dict[str, str] | dict[str, int]) -> str:
    return "|".join(sorted({word for some in words for word in some}, key=len, reverse=True))


_WORD = rf"""
    (?:{_any(_TIMES)})[ ](?:{_any(_DIGITS)})
    | (?:{_any(_TENS)})(?:(?:[ -]|[ ]y[ ])(?:{_any(_ONES)}))?
    | {_any(_DIGITS, _OTHERS)}
"""
_TOKEN = rf"(?:(?:{_WORD})(?![A-Za-z])|\d+)"
_HESITATION = r"(?:(?:uh+|um+|er+|eh+|este|and|y|then)\b)"
_SIGN = r"(?:(?:dash|hyphen|minus|dot|point|slash|guion|punto|raya)\b)"
_ROW = re.compile(
    rf"(?<![A-Za-z0-9]){_TOKEN}(?:[\s,.\-]+(?:(?:{_HESITATION}|{_SIGN})[\s,.\-]*)*{_TOKEN})+(?![A-Za-z0-9])",
    re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(
    rf"\b(?P<sign>{_SIGN})|(?<![A-Za-z])(?P<token>{_TOKEN})|(?P<stop>[,.\-])", re.IGNORECASE | re.VERBOSE
)
_NUMBER = re.compile(rf"\b(?:{_any(_DIGITS, _TENS, _OTHERS)})\b", re.IGNORECASE)


def write_digits(reading: Reading) -> Reading:
    """Return the reading with every row of number words in digits; the same one when it has none."""
    if not _NUMBER.search(reading.text):
        return reading
    text, starts, ends, done = "", [], [], 0
    for row in _ROW.finditer(reading.text):
        if not _NUMBER.search(row[0]):
            continue
        text += reading.text[done : row.start()]
        starts += reading.starts[done : row.start()]
        ends += reading.ends[done : row.start()]
        for digits, start, end in _digits_of(reading.text, row.start(), row.end()):
            first, last = reading.origin(start, end)
            text += digits
            starts += [first] * len(digits)
            ends += [last] * len(digits)
        done = row.end()
    return Reading(text + reading.text[done:], starts + reading.starts[done:], ends + reading.ends[done:])


def _digits_of(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield what is written for each part of a row, with where it stood."""
    before = ""
    for part in _PART.finditer(text, start, end):
        token = part["token"]
        if token is None:
            yield DASH, part.start(), part.end()
        else:
            if before.isdigit() and token.isdigit():
                yield " ", part.start(), part.end()  # written apart, so it stays apart
            yield _value(token.lower()), part.start(), part.end()
        before = token or ""


def _value(token: str) -> str:
    if token.isdigit():
        return token
    first, *_, last = token.replace(DASH, " ").split() * 2
    if first in _TIMES:
        return _DIGITS[last] * _TIMES[first]
    if first in _TENS:
        return _TENS[first] + (_ONES[last] if last != first else "0")
    return _DIGITS.get(token) or _OTHERS[token]
