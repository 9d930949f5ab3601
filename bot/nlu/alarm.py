"""How likely a message tells of danger, judged against everything else people ask.

The intents alone know a few thousand phrases. This model also knows every ask of the knowledge base and every
tuning question, which are full of trouble that is no emergency ("my tenant laughs at me and won't pay"), and
thousands of harmless messages, with which a new one is also compared (`neighbors.py`).
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from bot.knowledge.files import read_records
from bot.nlu.grams import Grams, letters_of, words_of
from bot.nlu.importer import UNSAMPLED
from bot.nlu.neighbors import Neighbors
from bot.nlu.regression import Lesson, regress
from bot.nlu.signs import signs_in
from bot.settings import ROOT, Settings
from bot.yaml_files import read_lists, read_yaml

STRENGTH = 5.0
MAX_ITERATIONS = 60
EARLY, LETTERS = 0.8, 0.5  # as in IntentModel; by folds, they spare two false alarms in five
LINEAR, LEANING, SHIFT = 0.74, 12.8, 0.44
"""Weights of the regression's score and of the neighbors' leaning; by folds, regularized (decision 7)."""
TUNING = ROOT / "data" / "tuning"
HARMLESS = ROOT / "data" / "harmless.yml"
"""Messages full of persons and trouble that tell of no danger: a list of texts."""


class Kind(Enum):
    """What a text that is learned from is."""

    DANGER = "tells of danger"
    HARMLESS = "a message that tells of none"
    QUESTION = "asks for a record, or is a phrase of an intent"


class Alarm:
    """Logistic regression over two layers of the encoder, words, letters, and signs; then the neighbors."""

    def __init__(self) -> None:
        self._words, self._letters = Grams(words_of), Grams(letters_of)
        self._neighbors = Neighbors()
        self._of_layers = np.zeros(0, dtype=np.float32)
        self._of_words = np.zeros(0, dtype=np.float32)
        self._of_letters = np.zeros(0, dtype=np.float32)
        self._of_sign = 0.0
        self._bias = 0.0

    def fit(self, texts: Sequence[str], layers: np.ndarray, kinds: Sequence[Kind]) -> None:
        """Learn from texts (n), their layers (n, 2, width), and what each is."""
        self._neighbors.fit(*(layers[[one is kind for one in kinds]] for kind in Kind))
        flat = layers.reshape(len(layers), -1) * _shares(layers)
        words, letters = self._words.fit(texts), self._letters.fit(texts) * LETTERS
        signs = csr_matrix([[float(bool(signs_in(text)))] for text in texts], dtype=np.float32)
        lesson = Lesson(
            flat,
            hstack([words, letters, signs]).tocsr(),
            np.array([[kind is not Kind.DANGER, kind is Kind.DANGER] for kind in kinds], dtype=np.float32),
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
        return float(expit(LINEAR * score + LEANING * self._neighbors.lean(layers) + SHIFT))

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


def harmless_texts(settings: Settings) -> list[tuple[str, Kind]]:
    """What is asked of records that are not about danger, and what else people say that tells of none."""
    records = [r for r in read_records(settings.knowledge) if r.id not in UNSAMPLED]
    texts = [ask for record in records for ask in record.asks]
    texts += [q["text"] for q in read_lists(TUNING) if not UNSAMPLED.intersection(q.get("records", ()))]
    return [(text, Kind.QUESTION) for text in texts] + [(text, Kind.HARMLESS) for text in read_yaml(HARMLESS)]
