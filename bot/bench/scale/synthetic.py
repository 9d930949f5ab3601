"""Made-up services: their texts recombine words of the real records, their readings mix real ones.

Every one depends on its number and the real records only, so that any run makes the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.encoder import Reading
from bot.knowledge.record import Record
from bot.knowledge.search.index import passages_of

KEYWORDS, ASKS = 3, 4
TITLE_WORDS, SUMMARY_WORDS, KEYWORD_WORDS, ASK_WORDS = 5, 20, 2, 9
OTHER_SHARE = 0.6  # of a third real vector in every passage, so that those of one record differ
JITTER = 0.3  # length of the random vector added to it
_SEED = 1817  # any number, but always the same one


@dataclass(frozen=True)
class Synthetic:
    """A made-up record, and its passages by text with their readings."""

    record: Record
    readings: dict[str, Reading]


class Maker:
    """Makes records by number.

    Args:
        real: published records, at least one.
        readings: of some of their passages, at least one.
    """

    def __init__(self, real: Sequence[Record], readings: Sequence[Reading]) -> None:
        self._real = real
        self._tokens = [reading.tokens for reading in readings]
        self._layers = np.stack([reading.layers for reading in readings])
        self._titles = _words(record.title for record in real)
        self._summaries = _words(record.summary for record in real)
        self._keywords = _words(word for record in real for word in record.keywords) or self._titles
        self._asks = _words(ask for record in real for ask in record.asks) or self._summaries

    def make(self, number: int) -> Synthetic:
        """Return the made-up record of this number."""
        chance = np.random.default_rng((_SEED, number))
        like = self._real[chance.integers(len(self._real))]
        record = Record(
            id=f"service:synthetic-{number}",
            title=_recombine(self._titles, TITLE_WORDS, chance).capitalize(),
            summary=_recombine(self._summaries, SUMMARY_WORDS, chance).capitalize() + ".",
            topics=like.topics,
            keywords=tuple(_recombine(self._keywords, KEYWORD_WORDS, chance) for _ in range(KEYWORDS)),
            agency=like.agency,
            asks=tuple(_recombine(self._asks, ASK_WORDS, chance) for _ in range(ASKS)),
        )
        texts = list(dict.fromkeys(passages_of(record)))
        return Synthetic(record, dict(zip(texts, self._mix(len(texts), chance), strict=True)))

    def _mix(self, passages: int, chance: np.random.Generator) -> list[Reading]:
        """All near two real ones, each drawn to a third, whose word pieces it gets, then jittered."""
        about = _normalized(self._layers[chance.integers(len(self._layers), size=2)].sum(axis=0))
        others = chance.integers(len(self._layers), size=passages)
        noise = _normalized(chance.standard_normal((passages, *about.shape), dtype=np.float32))
        layers = _normalized(about + OTHER_SHARE * self._layers[others] + JITTER * noise)
        return [Reading(both[0], both[1], self._tokens[other]) for both, other in zip(layers, others)]


def _words(texts: Iterable[str]) -> list[str]:
    """Every word of the texts, as often as they say it, without the marks around it."""
    words = (word.strip(".,;:!?()\"'").lower() for text in texts for word in text.split())
    return [word for word in words if word]


def _recombine(words: Sequence[str], number: int, chance: np.random.Generator) -> str:
    """Join words drawn by how often real texts say them."""
    return " ".join(words[place] for place in chance.integers(len(words), size=number))


def _normalized(vectors: np.ndarray) -> np.ndarray:
    unit: np.ndarray = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit
