"""Whether words are about another state or country rather than Mississippi."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

PLACES = Path(__file__).with_name("elsewhere.yml")
# Whoever comes from there, or brings something from there, asks about Mississippi.
_ORIGIN = re.compile(
    r"\b(from|moved|moving|left|leaving|born|lived|back|out\s+of|here|mississippi|border|bordering|neighbors?)\b",
    re.IGNORECASE,
)


def names_elsewhere(text: str) -> bool:
    """Whether a place outside Mississippi is named, for whatever reason."""
    return bool(_place().search(text))


def is_elsewhere(text: str) -> bool:
    """Whether another state or country is named and nothing says that the citizen only comes from there."""
    return names_elsewhere(text) and not _ORIGIN.search(text)


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    """What finds a name of PLACES that is no name of a street or county; people may be told by many."""
    lists = yaml.safe_load(PLACES.read_text(encoding="utf-8"))
    names = {name.strip() for listed in lists.values() for name in listed.split(",")}
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b({either})s?\b(?!\s+(street|avenue|road|county))", re.IGNORECASE)
