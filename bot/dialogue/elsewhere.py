"""Whether words are about another state or country rather than Mississippi."""

from __future__ import annotations

import re

_STATES = """alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|
illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|missouri|montana|
nebraska|nevada|new\\s+hampshire|new\\s+jersey|new\\s+mexico|new\\s+york|north\\s+carolina|north\\s+dakota|ohio|oklahoma|
oregon|pennsylvania|rhode\\s+island|south\\s+carolina|south\\s+dakota|tennessee|texas|utah|vermont|virginia|
washington\\s+state|west\\s+virginia|wisconsin|wyoming|puerto\\s+rico|memphis|new\\s+orleans|mobile,?\\s+al"""
_COUNTRIES = """canada|canadian|mexico|england|britain|france|germany|italy|spain|china|japan|india|australia|brazil|
ireland|scotland|jamaica|cuba|russia|ukraine|europe"""
_PLACE = re.compile(rf"\b({_STATES}|{_COUNTRIES})(?!\s+(street|avenue|road|county))\b".replace("\n", ""), re.IGNORECASE)
# Whoever comes from there, or brings something from there, asks about Mississippi.
_ORIGIN = re.compile(
    r"\b(from|moved|moving|left|leaving|born|lived|back|out\s+of|here|mississippi|border|bordering|neighbors?)\b",
    re.IGNORECASE,
)


def is_elsewhere(text: str) -> bool:
    """Whether another state or country is named and nothing says that the citizen only comes from there."""
    return bool(_PLACE.search(text)) and not _ORIGIN.search(text)
