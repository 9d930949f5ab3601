"""Marks up what is said for a voice: the part of SSML 1.1 that Alexa, Google, and Twilio's voices share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from bot.voice.figures import MONTHS
from bot.voice.lexicon import AMERICAN, read_lexicon

_UNSAYABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\uffef]")
"""What XML 1.0 does not allow or advise, and what lies beyond the basic plane, such as emoji."""
_TOKENS = (
    r"(?P<telephone>(?<![0-9-])(?:1-)?[2-9][0-9]{2}-[0-9]{3}-[0-9]{4}(?![0-9-]))",
    rf"(?P<month>\b(?:{'|'.join(MONTHS)})) (?P<day>[0-3]?[0-9])(?![0-9:,.]?[0-9])",
    r"(?P<ordinal>[0-9]+)(?:st|nd|rd|th)\b",
    r"(?P<hour>\b[0-2]?[0-9]):(?P<minute>[0-5][0-9])\b",
    r"(?P<year>(?<![0-9.,])(?:1[6-9]|20)[0-9]{2}(?![0-9]|[.,][0-9]))",
    r"(?P<digits>(?<![0-9.,])(?:[2-9]11|988)(?![0-9]|[.,][0-9])|0[0-9]+|[0-9]{5,})",
    r"(?P<cardinal>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)",
    r"(?P<letters>(?<![\w'])[A-Z](?: [A-Z]){1,7}(?!\w))",
)


def to_ssml(text: str, language: str = AMERICAN) -> str:
    """Return the inside of `<speak>`: well-formed XML whatever the text, each digit marked by how it is said.

    Args:
        text: what is said, in words as `say` gives them.
        language: the voice's locale, whose lexicon is used.
    """
    text = _UNSAYABLE.sub(" ", text)
    parts, end = [], 0
    for found in _pattern(language).finditer(text):
        parts += [escape(text[end : found.start()]), _mark(found, language)]
        end = found.end()
    return "".join(parts) + escape(text[end:])


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile("|".join((*_TOKENS, f"(?P<name>{read_lexicon(language).pattern.pattern})")))


def _mark(found: re.Match[str], language: str) -> str:
    kind = next(name for name in MARKS if found[name])
    return MARKS[kind](found, language)


def _as(kind: str, text: str, style: str = "") -> str:
    return f'<say-as interpret-as="{kind}"{style}>{text}</say-as>'


def _clock(found: re.Match[str], _: str) -> str:
    """The minutes of 8:05 are "oh 5"; of 8:00 none are said."""
    minute = found["minute"]
    if minute.startswith("0"):
        alias = "o'clock" if minute == "00" else f"oh {minute[1]}"
        return f'{_as("cardinal", found["hour"])} <sub alias="{alias}">{minute}</sub>'
    return f"{_as('cardinal', found['hour'])} {_as('cardinal', minute)}"


def _name(found: re.Match[str], language: str) -> str:
    said = quoteattr(read_lexicon(language).names[found["name"]])
    return f'<phoneme alphabet="ipa" ph={said}>{escape(found["name"])}</phoneme>'


Mark = Callable[[re.Match[str], str], str]
MARKS: Mapping[str, Mark] = {
    "telephone": lambda found, _: _as("telephone", found[0]),
    "month": lambda found, _: f"{found['month']} {_as('ordinal', found['day'])}",
    "ordinal": lambda found, _: _as("ordinal", found["ordinal"]),
    "hour": _clock,
    "year": lambda found, _: _as("date", found[0], ' format="y"'),
    "digits": lambda found, _: _as("digits", found[0]),
    "cardinal": lambda found, _: _as("cardinal", found[0].replace(",", "")),
    "letters": lambda found, _: _as("spell-out", found[0].replace(" ", "")),
    "name": _name,
}
"""How each kind of token is marked; the first that was found counts."""
