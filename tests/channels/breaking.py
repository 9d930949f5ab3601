"""Does something wrong somewhere in JSON that a vendor sends."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

from tests.channels.fuzz import TEXTS, VALUES

DEEP = "deep"
"""Stands in JSON for what is nested too deeply to be made from data."""
NESTED = ("[" * 5000 + "]" * 5000, '{"a":' * 900 + "1" + "}" * 900, "[" * 90 + "]" * 90, "-" + "9" * 5000)
HUGE = ("A" * 60_000, "👩‍👩‍👧" * 9000, "\u202e\x07" * 9000, "<" * 20_000, "é" * 1500)
WRITTEN = ("\ud83d", "\udc00\ud800", "\x00\x1b[2J", "\u2028\u2029", "+1" + "6" * 300, "/../..%00", "]]>&x;")
WORDS = TEXTS + WRITTEN


def break_data(data: Any, chance: random.Random) -> None:
    """Leave something out, put something else in its place, or add something."""
    places = list(_places(data))
    if not places:
        return
    container, key = chance.choice(places)
    deed = chance.randrange(6)
    if deed == 0:
        del container[key]
    elif deed == 1:
        container[key] = copy.deepcopy(chance.choice(VALUES))
    elif deed == 2:
        container[key] = chance.choice(([container[key]], {"a": container[key]}, DEEP))
    elif deed == 3 and isinstance(container, dict):
        container[chance.choice(WORDS)[:300]] = chance.choice(WORDS)
    elif deed == 4 and chance.random() < 0.3:
        container[key] = chance.choice(HUGE)
    else:
        container[key] = chance.choice(WORDS)


def deepen(told: str, chance: random.Random) -> str:
    """Return JSON with something deep in the places that were chosen for it."""
    return told.replace(f'"{DEEP}"', chance.choice(NESTED))


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in the data with each of its keys."""
    keys = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for key in keys:
        yield data, key
        yield from _places(data[key])
