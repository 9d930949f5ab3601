"""How likely a message tells of danger, judged against everything else people ask.

The intents alone know a few thousand phrases. This model also knows every ask of the knowledge base, which
are full of trouble that is no emergency ("my tenant laughs at me and won't pay").
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from bot.knowledge.database import migrate
from bot.knowledge.files import read_records
from bot.knowledge.wiring import open_cache, open_store
from bot.nlu.grams import Grams, words_of
from bot.nlu.importer import UNSAMPLED
from bot.settings import Settings

STRENGTH = 10.0
MAX_ITERATIONS = 60


class Alarm:
    """Logistic regression over a vector and the words, whose probability is that of danger.

    It stays with the vector that the limits of `arbiter.py` were set by, without the layers of IntentModel.
    """

    def __init__(self) -> None:
        self._words = Grams(words_of)
        self._of_vector = np.zeros(0, dtype=np.float32)
        self._of_words = np.zeros(0, dtype=np.float32)
        self._bias = 0.0

    def fit(self, texts: Sequence[str], vectors: np.ndarray, dangerous: Sequence[bool]) -> None:
        """Learn from texts (n), their vectors (n, width), and whether each tells of danger."""
        features = hstack([csr_matrix(vectors), self._words.fit(texts)]).tocsr()
        model = LogisticRegression(C=STRENGTH, max_iter=MAX_ITERATIONS)
        model.fit(features, np.array(dangerous, dtype=bool))
        weights = model.coef_[0].astype(np.float32)
        self._of_vector, self._of_words = np.split(weights, [vectors.shape[1]])
        self._bias = float(model.intercept_[0])

    def chance(self, text: str, vector: np.ndarray) -> float:
        """Return the probability of danger, 0 to 1."""
        numbers, weights = self._words.find(text)
        score = self._bias + vector @ self._of_vector + weights @ self._of_words[numbers]
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


def harmless_asks(settings: Settings) -> tuple[list[str], np.ndarray]:
    """The asks of all records that are not about danger, and their vectors (asks, width).

    Loading the knowledge made the vectors already; without a database they are made here.
    """
    records = [r for r in read_records(settings.knowledge) if r.id not in UNSAMPLED]
    asks = [ask for record in records for ask in record.asks]
    store = open_store(settings)
    migrate(store.engine)
    return asks, open_cache(settings, store).vectors(asks)
