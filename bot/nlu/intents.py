"""The intent model: logistic regression over two layers of the encoder, the words and letters of a message.

Plain numpy and scikit-learn, no Rasa: `intent_classifier.py` wraps it for the pipeline.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import hstack

from bot.nlu.grams import Grams, letters_of, words_of
from bot.nlu.kinship import kinship, words_in
from bot.nlu.regression import Lesson, regress

# All by cross-validation on our phrases and on the training files of public benchmarks: decision 13.
VECTOR, EARLY, WORDS, LETTERS = 1.0, 0.8, 0.5, 0.5
STRENGTH = 30.0
MAX_ITERATIONS = 60
BALANCE = 0.75
"""0: each phrase counts alike; 1: each intent does, however many phrases it has."""

EncodeLayers = Callable[[Sequence[str]], np.ndarray]
"""Texts in, array (texts, 2, width) out: of each its vector and that of an earlier layer."""


class IntentModel:
    """Fits on phrases with their intents; ranks the intents of a message."""

    def __init__(self) -> None:
        self._words, self._letters = Grams(words_of), Grams(letters_of)
        self._names: list[str] = []
        self._bias = np.zeros(0, dtype=np.float32)
        self._of_layers = np.zeros((0, 0), dtype=np.float32)
        self._of_words = np.zeros((0, 0), dtype=np.float32)
        self._of_letters = np.zeros((0, 0), dtype=np.float32)

    def fit(
        self, texts: Sequence[str], layers: np.ndarray, intents: Sequence[str], encode: EncodeLayers
    ) -> None:
        """Learn from phrases (n), their layers (n, 2, width) and their intents (n).

        The name of each intent is one more phrase of it, for which `encode` is called once.
        """
        self._names = sorted(set(intents))
        named = [words_in(name) for name in self._names]
        named_layers = encode(named)
        told = [*texts, *named]
        dense = _scaled(np.concatenate([layers, named_layers]))
        middle = dense.mean(axis=0)
        words, letters = WORDS * self._words.fit(told), LETTERS * self._letters.fit(told)
        lesson = Lesson(
            dense - middle,
            hstack([words, letters]).tocsr(),
            _wanted([*intents, *self._names], self._names),
            STRENGTH * np.append(_counts(intents), np.ones(len(named))),
            kinship(self._names, named_layers[:, 0]),
        )
        weights, bias = regress(lesson, MAX_ITERATIONS)
        of_dense, self._of_words, self._of_letters = np.split(
            weights, np.cumsum([dense.shape[1], words.shape[1]])
        )
        self._of_words, self._of_letters = WORDS * self._of_words, LETTERS * self._of_letters
        self._bias = bias - middle @ of_dense
        self._of_layers = _shares(of_dense.shape[0])[:, np.newaxis] * of_dense

    def rank(self, text: str, layers: np.ndarray) -> list[tuple[str, float]]:
        """Return every intent with its probability, likeliest first, of a text and its layers (2, width)."""
        scores = self._bias + layers.ravel() @ self._of_layers
        for grams, weights in ((self._words, self._of_words), (self._letters, self._of_letters)):
            numbers, values = grams.find(text)
            scores = scores + values @ weights[numbers]
        odds = np.exp(scores - scores.max())
        chances = odds / odds.sum()
        order = np.argsort(-chances)
        return [(self._names[n], float(chances[n])) for n in order]

    def save(self, path: Path) -> None:
        """Write the model to a file of its own making (inside the trained assistant)."""
        path.write_bytes(pickle.dumps(self.__dict__))

    @classmethod
    def load(cls, path: Path) -> IntentModel:
        """Read what `save` wrote."""
        model = cls()
        model.__dict__.update(pickle.loads(path.read_bytes()))
        return model


def _shares(width: int) -> np.ndarray:
    """How much each number of the flattened layers weighs (width)."""
    return np.repeat(np.array([VECTOR, EARLY], dtype=np.float32), width // 2)


def _scaled(layers: np.ndarray) -> np.ndarray:
    flat = layers.reshape(len(layers), -1)
    scaled: np.ndarray = flat * _shares(flat.shape[1])
    return scaled


def _wanted(intents: Sequence[str], names: Sequence[str]) -> np.ndarray:
    wanted: np.ndarray = np.array(intents)[:, np.newaxis] == np.array(names)
    return wanted.astype(np.float32)


def _counts(intents: Sequence[str]) -> np.ndarray:
    """How much each phrase counts (n): less when its intent has more than its share of them."""
    _, kinds, sizes = np.unique(intents, return_inverse=True, return_counts=True)
    counts: np.ndarray = (len(intents) / len(sizes) / sizes[kinds]) ** BALANCE
    return counts
