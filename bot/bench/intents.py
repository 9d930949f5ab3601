"""The intent model on public benchmarks: the shipped encoder and IntentModel on their files.

BANKING77 (Casanueva et al. 2020) and HWU64 (Liu et al. 2019, as Mehri et al. 2020 split it): all, ten or
five phrases an intent. No benchmark data belongs to the product, and none of it is trained on for it.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.encoder import Encoder
from bot.errors import SettingError
from bot.nlu.intents import IntentModel


@dataclass(frozen=True)
class Task:
    """One benchmark: its files, and the accuracy to compare with, in percent."""

    name: str
    train: str
    test: str
    published: float
    """The bar: what was published of sentence encoders of about this kind."""


TASKS = (
    Task("BANKING77, all", "banking77/official_train.csv", "banking77/official_test.csv", 93.4),
    Task("BANKING77, 10 an intent", "banking77/fewshot_train_10.csv", "banking77/fewshot_test.csv", 85.2),
    Task("BANKING77, 5 an intent", "banking77/fewshot_train_5.csv", "banking77/fewshot_test.csv", 77.8),
    Task("HWU64, 10 an intent", "hwu64/train_10.csv", "hwu64/test.csv", 85.8),
    Task("HWU64, 5 an intent", "hwu64/train_5.csv", "hwu64/test.csv", 80.0),
)


@dataclass(frozen=True)
class Score:
    """What came of a task."""

    task: Task
    phrases: int
    accuracy: float
    """Percent of the test phrases whose likeliest intent is theirs."""
    fit_seconds: float
    rank_ms: float
    """Milliseconds to rank the intents of one message, the encoder not counted."""


def run_task(task: Task, folder: Path, encoder: Encoder) -> Score:
    """Train on the task's phrases, count the right ones of its test; raises SettingError for a bad file."""
    texts, intents = read_phrases(folder / task.train)
    asked, wanted = read_phrases(folder / task.test)
    layers, questions = encoder.encode_layers(texts), encoder.encode_layers(asked)
    model = IntentModel()
    began = time.perf_counter()
    model.fit(texts, layers, intents, encoder.encode_layers)
    fitted = time.perf_counter()
    found = [model.rank(text, both)[0][0] for text, both in zip(asked, questions)]
    ended = time.perf_counter()
    right = float(np.mean([one == other for one, other in zip(found, wanted)]))
    return Score(task, len(texts), 100 * right, fitted - began, 1000 * (ended - fitted) / len(asked))


def read_phrases(path: Path) -> tuple[list[str], list[str]]:
    """Return the texts and intents of a CSV file of these columns; raises SettingError naming the line."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames is None or not {"text", "intent"} <= set(rows.fieldnames):
            raise SettingError(f"{path}: expected columns text, intent")
        pairs = []
        for row in rows:
            if not row["text"] or not row["intent"]:
                raise SettingError(f"{path}:{rows.line_num}: expected a text and its intent")
            pairs.append((row["text"], row["intent"]))
    if not pairs:
        raise SettingError(f"{path}: expected phrases, found none")
    texts, intents = zip(*pairs)
    return list(texts), list(intents)


def tell_scores(scores: Sequence[Score]) -> str:
    """The scores as a Markdown table, which reads well in a terminal too."""
    lines = [
        "| benchmark | phrases | accuracy | to reach | fit | a message |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for score in scores:
        met = "" if score.accuracy >= score.task.published else ", not reached"
        cells = [score.task.name, f"{score.phrases:,}", f"{score.accuracy:.1f} %"]
        cells += [
            f"{score.task.published:.1f} %{met}",
            f"{score.fit_seconds:.1f} s",
            f"{score.rank_ms:.2f} ms",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
