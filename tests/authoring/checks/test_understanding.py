"""What the live model takes a phrase for, with a small model packed as Rasa packs it."""

from __future__ import annotations

import tarfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.authoring.checks.understanding import rank
from bot.errors import ModelError
from bot.nlu.intents import IntentModel
from tests.authoring.checks.test_phrases import vectors

PHRASES = {"how much is it": "ask_cost", "what is the fee": "ask_cost", "where do i go": "ask_where"}


def layers(texts: Sequence[str]) -> np.ndarray:
    rows = vectors(texts)
    return np.stack([rows, rows], axis=1).astype(np.float32)


def pack(folder: Path, name: str, content: bytes) -> Path:
    part = folder / name
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(content)
    with tarfile.open(folder / "missi.tar.gz", "w:gz") as packed:
        packed.add(folder / "components", "components")
    return folder / "missi.tar.gz"


def test_the_likeliest_intent_comes_first(tmp_path: Path) -> None:
    model = IntentModel()
    texts, intents = list(PHRASES), list(PHRASES.values())
    model.fit(texts * 4, layers(texts * 4), intents * 4, layers)
    model.save(tmp_path / "intents.pickle")
    part = "components/train_bot.nlu.intent_classifier.IntentClassifier2/intents.pickle"
    packed = pack(tmp_path, part, (tmp_path / "intents.pickle").read_bytes())
    assert rank(packed, "where do i go", layers)[0][0] == "ask_where"
    assert rank(packed, "how much is the fee", layers)[0][0] == "ask_cost"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("components/other/x.json", "holds no"),
        ("components/IntentClassifier2/intents.pickle", "cannot be read"),
    ],
)
def test_a_model_without_one_is_told_in_a_line(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(ModelError, match=f"missi.tar.gz: .*{told}"):
        rank(pack(tmp_path, name, b"{}"), "x", layers)
