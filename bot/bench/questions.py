"""What is said to the bots: tuning questions to ours, its own example phrases to the other.

Gives turns (sender, text); a sender has five of them, then the next one begins."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from bot.yaml_files import read_lists, read_yaml

TURNS_A_SENDER = 5
_SEED = 1817  # any number, but always the same one: two runs ask the same questions in the same order


def read_questions(folder: Path) -> list[str]:
    """Return the tuning questions that some record answers, shuffled, the same way each time."""
    return _shuffled(entry["text"] for entry in read_lists(folder) if entry.get("records"))


def read_phrases(nlu: Path) -> list[str]:
    """Return the example phrases of a Rasa training file, shuffled, the same way each time."""
    examples = [item.get("examples", "") for item in read_yaml(nlu)["nlu"]]
    lines = [line.strip() for text in examples for line in text.splitlines()]
    return _shuffled(line[2:].strip() for line in lines if line.startswith("- "))


def converse(texts: Sequence[str], label: str) -> Iterator[tuple[str, str]]:
    """Yield the turns of senders that nobody had before, for ever; the texts are said in turn.

    Args:
        texts: what is said.
        label: what the names of the senders begin with; no two callers may share it.
    """
    for number in count():
        yield f"{label}-{number // TURNS_A_SENDER}", texts[number % len(texts)]


def _shuffled(texts: Iterable[str]) -> list[str]:
    """Without doubles; the order depends on nothing but the texts."""
    kept = list(dict.fromkeys(texts))
    random.Random(_SEED).shuffle(kept)
    return kept
