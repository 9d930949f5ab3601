"""Reads the sentences of the project's data: phrases, tuning and evaluation questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from bot.evaluation.questions import read_conversations
from bot.settings import ROOT

DATA = ROOT / "data"
_APART = re.compile(r"[^\w\s]|_")


class Phrase(NamedTuple):
    """One example of an intent, and the file it stands in."""

    text: str
    intent: str
    file: str


def read_phrases() -> Iterator[Phrase]:
    """Every example under `data/nlu/`."""
    for path in sorted((DATA / "nlu").rglob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                yield Phrase(line.removeprefix("- "), block["intent"], path.relative_to(DATA).as_posix())


def read_tuning() -> list[str]:
    paths = sorted((DATA / "tuning").glob("*.yml"))
    return [item["text"] for path in paths for item in yaml.safe_load(path.read_text("utf-8"))]


def read_evaluation() -> list[str]:
    talks = [*read_conversations(DATA / "eval"), *read_conversations(DATA / "unseen")]
    return [turn.text for talk in talks for turn in talk.turns]


def plain(text: str) -> str:
    """The words of a sentence in small letters; of one without words (an emoji) all there is."""
    return " ".join(_APART.sub("", text.lower().replace("’", "'")).split()) or text.strip()
