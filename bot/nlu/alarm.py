"""How likely a message tells of danger, judged against everything else people ask.

The intents alone know a few thousand phrases. This model also knows every ask of the knowledge base, which
are full of trouble that is no emergency ("my tenant laughs at me and won't pay").
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.knowledge.database import migrate
from bot.knowledge.files import read_records
from bot.knowledge.wiring import open_cache, open_store
from bot.nlu.importer import UNSAMPLED
from bot.nlu.intents import IntentModel
from bot.settings import Settings

DANGER, SAFE = "danger", "safe"


class Alarm:
    """A two-class model over vectors and words, whose probability is that of danger."""

    def __init__(self, model: IntentModel | None = None) -> None:
        self._model = model or IntentModel(balanced=False)

    def fit(self, texts: Sequence[str], vectors: np.ndarray, dangerous: Sequence[bool]) -> None:
        """Learn from texts (n), their vectors (n, width), and whether each tells of danger."""
        self._model.fit(texts, vectors, [DANGER if danger else SAFE for danger in dangerous])

    def chance(self, text: str, vector: np.ndarray) -> float:
        """Return the probability of danger, 0 to 1."""
        return dict(self._model.rank(text, vector))[DANGER]

    def save(self, path: Path) -> None:
        """Write the model to a file of its own making (inside the trained assistant)."""
        self._model.save(path)

    @classmethod
    def load(cls, path: Path) -> Alarm:
        """Read what `save` wrote."""
        return cls(IntentModel.load(path))


def harmless_asks(settings: Settings) -> tuple[list[str], np.ndarray]:
    """The asks of all records that are not about danger, and their vectors (asks, width).

    Loading the knowledge made the vectors already; without a database they are made here.
    """
    records = [r for r in read_records(settings.knowledge) if r.id not in UNSAMPLED]
    asks = [ask for record in records for ask in record.asks]
    store = open_store(settings)
    migrate(store.engine)
    return asks, open_cache(settings, store).vectors(asks)
