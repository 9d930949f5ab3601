"""Takes a citizen's text, gives its plain words: lower case, names spelled right, numbers in digits.
Called by `periods`; its rules read the plain words, and each plain word still knows its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from bot.knowledge.dates.numbers import merge_numbers

MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
WEEKDAYS = {
    name: number
    for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
SHORT_NAMES = {"apr": 4, "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
"""Words of their own as well (a rate, the sun, got wed): kept short, and believed only when introduced."""
ALIASES = {name[:3]: name for name in MONTHS if name not in ("april", "may", "june", "july")} | {
    "aprl": "april",
    "jun": "june",
    "jul": "july",
    "sept": "september",
    "tues": "tuesday",
    "weds": "wednesday",
    "thur": "thursday",
    "thurs": "thursday",
    # Two letters off, but written all the time.
    "wensday": "wednesday",
    "wendsday": "wednesday",
    "feburary": "february",
    "tomorow": "tomorrow",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "tmrw": "tomorrow",
    "tonite": "tonight",
    "yesturday": "yesterday",
    "nxt": "next",
    "qtr": "quarter",
    "wknd": "weekend",
    "autumn": "fall",
    "current": "this",
    "previous": "last",
    "upcoming": "coming",
}
NOT_TYPOS = frozenset("augusta augustan sundae sundry sunray".split())
"""Words one letter away from a name; Augusta and New Augusta are places."""
FUZZY_NAMES = tuple(name for name in (*MONTHS, *WEEKDAYS) if len(name) >= 6)

_TOKEN = re.compile(
    r"(?P<short_year>(?<!\w)['’]\d\d(?!\w))"
    r"|(?P<money>\$\s*\d[\d,.]*)"
    r"|(?P<range>(?<![\w/.-])(?:\d\d?-\d\d?|\d{4}-\d{4})(?![\w/-]))"
    r"|(?P<number>\w*\d(?:\w|[.,/:-](?=\d))*)"
    r"|(?P<owner>['’]s\b)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<sign>\S)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"0*(\d{1,2})(?:st|nd|rd|th)")


@dataclass(frozen=True)
class Word:
    """One plain word and where it stands in the citizen's text."""

    plain: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    """Return the plain words of a text: `Wensday, the twelfth` gives `wednesday`, `,`, `the`, `12th`."""
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "range":
            first, _, last = match[0].partition("-")
            middle = match.start() + len(first)
            words.append(Word(first, match.start(), middle))
            words.append(Word("-", middle, middle + 1))
            words.append(Word(last, middle + 1, match.end()))
        elif match.lastgroup != "owner" and not (match[0] == "." and words and _is_short(words[-1], text)):
            words.append(Word(_plain(match), match.start(), match.end()))
    numbers = merge_numbers([word.plain for word in words])
    return [Word(plain, words[i].start, words[j - 1].end) for plain, i, j in numbers]


def _is_short(word: Word, text: str) -> bool:
    """Whether a full stop after the word belongs to it: `Oct. 12`."""
    written = text[word.start : word.end].lower()
    return written in ALIASES or written in SHORT_NAMES


def _plain(match: re.Match[str]) -> str:
    token = match[0].lower().replace("’", "'")
    if match.lastgroup == "short_year":
        return ("20" if token[1:] < "50" else "19") + token[1:]
    if match.lastgroup == "number":
        ordinal = _ORDINAL.fullmatch(token)
        return f"{ordinal[1]}th" if ordinal else token
    if match.lastgroup == "money":
        return "$"
    if match.lastgroup == "word":
        return ALIASES.get(token) or _correct(token)
    return token


def _correct(word: str) -> str:
    """The month or weekday the word is one letter away from, else the word."""
    if len(word) < 5 or word in NOT_TYPOS or word.endswith("s"):
        return word
    return next((name for name in FUZZY_NAMES if name[0] == word[0] and _one_letter_off(word, name)), word)


def _one_letter_off(word: str, name: str) -> bool:
    """Whether one letter added, left out, changed, or swapped with the next makes `word` from `name`."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False)))
    rest, wanted = word[same:], name[same:]
    swapped = wanted[1:2] + wanted[:1] + wanted[2:]
    return rest in (wanted, wanted[1:], swapped) or rest[1:] in (wanted, wanted[1:])
