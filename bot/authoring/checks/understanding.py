"""What the live model takes a phrase for: its intent model alone, without spelling and danger."""

from __future__ import annotations

import pickle
import tarfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bot.errors import ModelError
from bot.nlu.intents import IntentModel

PART = "IntentClassifier"
FILE = "intents.pickle"
Ranking = list[tuple[str, float]]


def rank(model: Path, text: str, layers: Callable[[list[str]], np.ndarray]) -> Ranking:
    """Return the intents that the model of a file takes a text for, likeliest first.

    Args:
        model: the trained assistant, as Rasa packs it.
        text: what a citizen would type.
        layers: texts in, array (texts, 2, width) out.

    Raises ModelError when the file holds no intent model.
    """
    return _open(model, model.stat().st_mtime_ns).rank(text, layers([text])[0])


@lru_cache(maxsize=1)
def _open(model: Path, written: int) -> IntentModel:
    """The intent model of a file; `written` tells a new file of the same name from the one before."""
    with tarfile.open(model) as packed, TemporaryDirectory() as folder:
        member = next((m for m in packed if PART in m.name and m.name.endswith(f"/{FILE}")), None)
        content = packed.extractfile(member) if member else None
        if content is None:
            raise ModelError(f"{model.name}: holds no {FILE}; train it again")
        (Path(folder) / FILE).write_bytes(content.read())
        try:
            return IntentModel.load(Path(folder) / FILE)
        except (pickle.UnpicklingError, AttributeError, EOFError) as error:
            raise ModelError(f"{model.name}: its {FILE} cannot be read; train it again") from error
