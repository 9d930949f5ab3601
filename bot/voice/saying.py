"""Writes text the way people say it: what is written for the eye becomes words."""

from __future__ import annotations

import re

from bot.voice.figures import say_figures
from bot.voice.lexicon import read_lexicon
from bot.voice.places import say_places
from bot.voice.sentences import drop_addresses, flatten

_SHORT = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "and so on",
    "vs.": "versus",
    "approx.": "about",
    "Dept.": "Department",
    "Jan.": "January",
    "Feb.": "February",
    "Aug.": "August",
    "Sept.": "September",
    "Oct.": "October",
    "Nov.": "November",
    "Dec.": "December",
    "w/": "with",
    "and/or": "and or",
    "&": "and",
    "U.S.": "U S",
}
_DOCTOR = re.compile(r"\bDr\. (?=[A-Z][a-z])")
_INITIAL = re.compile(
    r"(?<!Class )(?<!Troop )(?<!Plan )(?<!Part )(?<!Grade )(?<!Type )(?<!Suite )(?<!Schedule )(?<!Form )"
    r"(?<=[a-z] )([A-Z])\. (?=[A-Z][a-z])"
)
"""Of a name, whose point ends no sentence."""
_ABBREVIATION = re.compile("|".join(rf"(?<!\w){re.escape(short)}(?!\w)" for short in _SHORT))
_EITHER = re.compile(r"(?<=[a-z])/(?=[a-z])")
_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_ASIDE = re.compile(r"(?<=[.!?])\s*[(\[{]\s*")
"""A sentence of its own in brackets."""
_OPEN, _CLOSE = re.compile(r"\s*[(\[{]\s*"), re.compile(r"\s*[)\]}]")
_DASH = re.compile(r"\s+[-–—]\s+|\s*—\s*")
_JOINED = re.compile(r"(?<=[A-Za-z])–(?=[A-Za-z])")
_PICTURES = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030\ufe0f\U0001f000-\U0001faff]+")
_STRAY = re.compile(r"[™®©°^~\\=<>{}\[\]]")
_COMMAS = re.compile(r"(?:\s*,)+(?=\s*[.,;:!?]|\s*$|\s*\n)|(?<=[,;:])(?:\s*,)+")


def say(text: str) -> str:
    """Return written text as sentences to be said: no address, no markup, no bracket, no sign.

    Digits stay where a voice knows what to do with them: telephones, dates, counts.
    """
    text = _PICTURES.sub(" ", drop_addresses(text)).replace("’", "'").replace('"', "")
    text = say_figures(say_places(_DOCTOR.sub("Doctor ", _INITIAL.sub(r"\1 ", text))))
    text = _ABBREVIATION.sub(lambda found: _SHORT[found[0]], text)
    text = _JOINED.sub(" to ", _DASH.sub(", ", text))
    text = _SLASH.sub(", ", _EITHER.sub(" or ", text))
    text = _CLOSE.sub(",", _OPEN.sub(", ", _ASIDE.sub(" ", text)))
    text = _COMMAS.sub("", _STRAY.sub(" ", text))
    return flatten(read_lexicon().spell(flatten(text)))
