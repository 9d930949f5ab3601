"""The words that tell of danger, as `danger_signs.yml` lists them by the intent they point to."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

SIGNS = Path(__file__).with_name("danger_signs.yml")


@lru_cache(maxsize=1)
def danger_signs() -> dict[str, re.Pattern[str]]:
    """The signs of each danger as one pattern."""
    signs = yaml.safe_load(SIGNS.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(lines), re.IGNORECASE) for name, lines in signs.items()}


def signs_in(text: str) -> list[str]:
    """The danger intents that something in the text points to."""
    return [name for name, pattern in danger_signs().items() if pattern.search(text)]
