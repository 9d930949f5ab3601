"""How likely a message tells of danger, judged against everything else people ask.

The intents alone know a few thousand phrases. This model also knows every ask of the knowledge base and every
tuning question, which are full of trouble that is no emergency ("my tenant laughs at me and won't pay").
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from bot.knowledge.files import read_records
from bot.knowledge.wiring import prepare_cache
from bot.nlu.grams import Grams, letters_of, words_of
from bot.nlu.importer import UNSAMPLED
from bot.nlu.regression import Lesson, regress
from bot.nlu.signs import signs_in
from bot.settings import ROOT, Settings

STRENGTH = 5.0
MAX_ITERATIONS = 60
EARLY, LETTERS = 0.8, 0.5  # as in IntentModel; by folds, they spare two false alarms in five
TUNING = ROOT / "data" / "tuning"
HARMLESS = ROOT / "data" / "harmless.yml"
"""Messages full of persons and trouble that tell of no danger: a list of texts."""


class Alarm:
    """Logistic regression over two layers of the encoder, words, letters, and signs of danger."""

    def __init__(self) -> None:
        self._words, self._letters = Grams(words_of), Grams(letters_of)
        self._of_layers = np.zeros(0, dtype=np.float32)
        self._of_words = np.zeros(0, dtype=np.float32)
        self._of_letters = np.zeros(0, dtype=np.float32)
        self._of_sign = 0.0
        self._bias = 0.0

    def fit(self, texts: Sequence[str], layers: np.ndarray, dangerous: Sequence[bool]) -> None:
        """Learn from texts (n), their layers (n, 2, width), and whether each tells of danger."""
        flat = layers.reshape(len(layers), -1) * _shares(layers)
        words, letters = self._words.fit(texts), self._letters.fit(texts) * LETTERS
        signs = csr_matrix([[float(bool(signs_in(text)))] for text in texts], dtype=np.float32)
        lesson = Lesson(
            flat,
            hstack([words, letters, signs]).tocsr(),
            np.array([[not danger, danger] for danger in dangerous], dtype=np.float32),
            np.full(len(texts), STRENGTH),
            np.eye(2, dtype=np.float32),
        )
        weights, bias = regress(lesson, MAX_ITERATIONS)
        ends = np.cumsum([flat.shape[1], words.shape[1], letters.shape[1]])
        parts = np.split(weights[:, 1] - weights[:, 0], ends)
        self._of_layers, self._of_words = parts[0] * _shares(layers), parts[1]
        self._of_letters, self._of_sign = parts[2] * LETTERS, float(parts[3][0])
        self._bias = float(bias[1] - bias[0])

    def chance(self, text: str, layers: np.ndarray, signs: Sequence[str] = ()) -> float:
        """Return the probability of danger, 0 to 1.

        Args:
            text: the message.
            layers: its layers (2, width).
            signs: what `signs_in` found in it.
        """
        score = self._bias + layers.ravel() @ self._of_layers + self._of_sign * bool(signs)
        for grams, weights in ((self._words, self._of_words), (self._letters, self._of_letters)):
            numbers, values = grams.find(text)
            score += values @ weights[numbers]
        return float(expit(score))

    def save(self, path: Path) -> None:
        """Write the model to a file of its own making (inside the trained assistant)."""
        path.write_bytes(pickle.dumps(self.__dict__))

    @classmethod
    def load(cls, path: Path) -> Alarm:
        """Read what `save` wrote."""
        alarm = cls()
        alarm.__dict__.update(pickle.loads(path.read_bytes()))
        return alarm


def _shares(layers: np.ndarray) -> np.ndarray:
    """How much each number of the flattened layers weighs (2 * width)."""
    return np.repeat(np.array([1.0, EARLY], dtype=np.float32), layers.shape[-1])


def harmless_questions(settings: Settings) -> tuple[list[str], np.ndarray]:
    """What is asked of records that are not about danger and what else is harmless; its layers (n, 2, width).

    Loading the knowledge made the layers of the asks already; without a database they are made here.
    """
    records = [r for r in read_records(settings.knowledge) if r.id not in UNSAMPLED]
    texts = [ask for record in records for ask in record.asks]
    for path in sorted(TUNING.glob("*.yml")):
        questions = yaml.safe_load(path.read_text(encoding="utf-8"))
        texts += [q["text"] for q in questions if not UNSAMPLED.intersection(q.get("records", ()))]
    texts += yaml.safe_load(HARMLESS.read_text(encoding="utf-8"))
    return texts, prepare_cache(settings).layers(texts)
