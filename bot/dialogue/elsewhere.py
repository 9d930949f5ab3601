"""Whether words are about another state or country rather than Mississippi."""

from __future__ import annotations

import re

_PLACES = """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii
    idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
    minnesota missouri montana nebraska nevada new_hampshire new_jersey new_mexico new_york
    north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island south_carolina
    south_dakota tennessee texas utah vermont virginia washington_state west_virginia wisconsin wyoming
    puerto_rico memphis new_orleans canada canadian mexico england britain france germany italy spain
    china japan india australia brazil ireland scotland jamaica cuba russia ukraine europe
"""
_NAMES = "|".join(name.replace("_", r"\s+") for name in _PLACES.split())
_PLACE = re.compile(rf"\b({_NAMES})\b(?!\s+(street|avenue|road|county))", re.IGNORECASE)
# Whoever comes from there, or brings something from there, asks about Mississippi.
_ORIGIN = re.compile(
    r"\b(from|moved|moving|left|leaving|born|lived|back|out\s+of|here|mississippi|border|bordering|neighbors?)\b",
    re.IGNORECASE,
)


def is_elsewhere(text: str) -> bool:
    """Whether another state or country is named and nothing says that the citizen only comes from there."""
    return bool(_PLACE.search(text)) and not _ORIGIN.search(text)
