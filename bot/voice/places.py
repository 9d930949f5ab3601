"""Says where things are: street addresses, hosts of the web, e-mail addresses."""

from __future__ import annotations

import re

from bot.voice.lexicon import read_lexicon

_DIRECTIONS = {"N": "North", "S": "South", "E": "East", "W": "West"}
_DIRECTION = re.compile(r"(?<![\w.])([NSEW])\. (?=[A-Z])")
_STREETS = {
    "St": "Street",
    "Ave": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road",
    "Dr": "Drive",
    "Ln": "Lane",
    "Pkwy": "Parkway",
    "Hwy": "Highway",
}
_STREET = re.compile(
    rf"(?<=[a-z0-9] )({'|'.join(_STREETS)})\b\.?(?=,|;|\s*$|\s+(?:Suite|North|South|East|West)\b)"
)
_NUMBERED = re.compile(rf"(\b[0-9]+ (?:[A-Z][a-z]+ ){{1,4}})({'|'.join(_STREETS)})(?=\. [A-Z])")
"""With its house number, even where a sentence ends."""
_SUITE = re.compile(r"\b(?:Ste|Rm|Fl|Bldg)\.? (?=[0-9A-Z])")
_FULL = {"Ste": "Suite ", "Rm": "Room ", "Fl": "Floor ", "Bldg": "Building "}
_SAINT = re.compile(r"\bSt\. (?=[A-Z])")
_STATE = re.compile(r"(?<=, )MS\b(?!-|\.\w)")
_BOX = re.compile(r"\bP\.? ?O\.? Box\b")
_MAIL = re.compile(r"(?<![\w.@])([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")
_HANDLE = re.compile(r"(?<![\w.])@(?=\w)")
_HOST = re.compile(
    r"(?<![\w.@])((?:[A-Za-z0-9-]+\.)+(?:gov|com|org|net|edu|us|mil|info))(/[\w/.~-]*\w)?(?![\w@])",
    re.IGNORECASE,
)
_SPELLED = re.compile(r"(?i)[bcdfghjklmnpqrstvwxz]{2,6}|its|sos|dor|dfa|ago|us")
"""Parts of hosts that are said letter by letter: what has no vowel, and known acronyms."""


def say_places(text: str) -> str:
    """Return the text with its addresses as people say them."""
    text = _MAIL.sub(lambda found: f"{_parts(found[1])} at {_parts(found[2])}", text)
    text = _HOST.sub(lambda found: _parts(found[1]) + _path(found[2]), text)
    text = _HANDLE.sub("at ", text)
    text = _BOX.sub("P O Box", text)
    text = _DIRECTION.sub(lambda found: _DIRECTIONS[found[1]] + " ", text)
    text = _NUMBERED.sub(lambda found: found[1] + _STREETS[found[2]], text)
    text = _STREET.sub(lambda found: _STREETS[found[1]], text)
    text = _SUITE.sub(lambda found: _FULL[found[0].rstrip(". ")], text)
    text = _SAINT.sub("Saint ", text)
    return _STATE.sub("Mississippi", text)


def _parts(address: str) -> str:
    """ "dps.ms.gov" as "D P S dot M S dot gov"."""
    return " dot ".join(" dash ".join(map(_part, each.split("-"))) for each in address.split(".")).replace(
        "_", " underscore "
    )


def _part(word: str) -> str:
    if _SPELLED.fullmatch(word) and word.upper() not in read_lexicon().words:
        return " ".join(word.upper())
    return word.lower() if word.isupper() else word


def _path(path: str | None) -> str:
    return "".join(f" slash {_parts(part)}" for part in (path or "").split("/") if part)
