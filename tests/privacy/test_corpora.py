"""In records, asks, phrases, and questions nothing is masked but the few names told here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.privacy import Masker
from bot.settings import ROOT

FOLDERS = ("knowledge", "nlu", "eval", "tuning", "unseen")
LEAST_TEXTS = 40_000
# People's names, said as names, and a long number: a mask is right.
NAMED = frozenset(
    "Denise;Marcus;Robert Tate;Roger Graves;Brenda Tate;Brenda Hill;Ernestine;Nguyen;Carl".split(";")
)
LONG = re.compile(r"^1234567890$")
_ADDRESS = re.compile(r"https?://\S+")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def texts_in(data: Any) -> Iterator[str]:
    """Every text of a file, examples that are written as a list in one text each by itself."""
    if isinstance(data, str):
        yield from (line.removeprefix("- ") for line in data.splitlines())
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)


def texts() -> set[str]:
    paths = [path for folder in FOLDERS for path in sorted((ROOT / "data" / folder).rglob("*.yml"))]
    return {text for path in paths for text in texts_in(yaml.load(path.read_text("utf-8"), Loader))}


def without_names(text: str) -> str:
    for name in sorted(NAMED, key=len, reverse=True):
        text = re.sub(rf"\b{name}\b", "[name]", text)
    return LONG.sub("[number]", text)


def test_only_names_are_masked(masker: Masker) -> None:
    found = [_ADDRESS.sub("", text) for text in texts()]
    assert len(found) > LEAST_TEXTS
    wrong = {
        text: masked
        for text in found
        if (masked := masker.mask(text).text) != text and masked != without_names(text)
    }
    assert wrong == {}


def test_the_folders_are_there() -> None:
    assert all(list(Path(ROOT / "data" / folder).rglob("*.yml")) for folder in FOLDERS)
