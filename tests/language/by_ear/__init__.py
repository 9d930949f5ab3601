"""Sentences written by ear with what was meant, and how much of it a reader mends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
_SLIP = re.compile(r"\{([^|}]*)\|?([^}]*)\}")

Mending = tuple[int, int, str]
"""Where in a text it starts and ends, and what was meant."""


class Figures(NamedTuple):
    """Precision: the share of mendings made that are right. Recall: the share of slips mended right."""

    precision: float
    recall: float


def sentences(name: str) -> Iterator[tuple[str, set[Mending]]]:
    """Each sentence of a file as it was written, with the mendings that make it right."""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, at, mendings = "", 0, set()
        for slip in _SLIP.finditer(line):
            text += line[at : slip.start()]
            written, meant = slip.groups()
            if meant and meant != written:
                mendings.add((len(text), len(text) + len(written), meant))
            text, at = text + written, slip.end()
        yield text + line[at:], mendings


def measure(name: str, mend: Callable[[str], list[Mending]]) -> Figures:
    """How well a file's sentences are mended."""
    right = made = wanted = 0
    for text, slips in sentences(name):
        mendings = {
            (start, end, meant.lower()) for start, end, meant in mend(text) if text[start:end] != meant
        }
        right += len(mendings & slips)
        made += len(mendings)
        wanted += len(slips)
    return Figures(right / made, right / wanted)
