"""Takes plain words, gives them with spoken numbers in digits: years, ordinals (all end in `th`), counts.
Called by `words`; a transcript of speech says "march twenty second twenty eighteen"."""

from __future__ import annotations

ONES_AND_TEENS = {
    name: number
    for number, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        1,
    )
}
TENS = {
    name: number
    for number, name in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
ORDINALS = {
    name: number
    for number, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30}
CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}

Found = tuple[int, int]
"""A number and how many words it took."""


def merge_numbers(words: list[str]) -> list[tuple[str, int, int]]:
    """Return each plain word with the range of words it was made of."""
    merged: list[tuple[str, int, int]] = []
    at = 0
    while at < len(words):
        plain, used = _read_number(words, at) or (words[at], 1)
        merged.append((plain, at, at + used))
        at += used
    return merged


def _read_number(words: list[str], at: int) -> tuple[str, int] | None:
    # "october twenty twenty seventeen" is the 20th: a year that starts a word later leaves this one a number.
    year = _year(words, at)
    if year and not _year(words, at + 1):
        return str(year[0]), year[1]
    ordinal = _ordinal(words, at)
    if ordinal:
        return f"{ordinal[0]}th", ordinal[1]
    count = _below_hundred(words, at)
    return (str(count[0]), count[1]) if count else None


def _year(words: list[str], at: int) -> Found | None:
    """`twenty eighteen`, `nineteen oh five`, `two thousand and eighteen`."""
    if words[at : at + 2] == ["two", "thousand"]:
        gap = 3 if words[at + 2 : at + 3] == ["and"] else 2
        rest = _below_hundred(words, at + gap)
        return (2000 + rest[0], gap + rest[1]) if rest else (2000, 2)
    if _word(words, at) not in CENTURIES:
        return None
    century, after = CENTURIES[words[at]], at + 1
    after += _hyphen(words, after)
    if _word(words, after) in ("oh", "o", "zero") and _word(words, after + 1) in ONES_AND_TEENS:
        return century + ONES_AND_TEENS[words[after + 1]], after + 2 - at
    rest = _below_hundred(words, after)
    return (century + rest[0], after + rest[1] - at) if rest and rest[0] >= 10 else None


def _ordinal(words: list[str], at: int) -> Found | None:
    word = _word(words, at)
    if word in ORDINALS:
        return ORDINALS[word], 1
    after = at + 1 + _hyphen(words, at + 1)
    if word in TENS and ORDINALS.get(_word(words, after), 10) < 10:
        return TENS[word] + ORDINALS[words[after]], after + 1 - at
    return None


def _below_hundred(words: list[str], at: int) -> Found | None:
    word = _word(words, at)
    if word in ONES_AND_TEENS:
        return ONES_AND_TEENS[word], 1
    if word not in TENS:
        return None
    after = at + 1 + _hyphen(words, at + 1)
    if ONES_AND_TEENS.get(_word(words, after), 10) < 10:
        return TENS[word] + ONES_AND_TEENS[words[after]], after + 1 - at
    return TENS[word], 1


def _word(words: list[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _hyphen(words: list[str], at: int) -> int:
    """1 when a hyphen stands here ("twenty-second"), else 0."""
    return int(_word(words, at) == "-")
