"""Gives every message the sentence encoder's vector as its dense feature."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.announcement import Announcer
from bot.encoder import NAME, Encoder, pack_vector
from bot.nlu.spelling_mender import mended_text
from bot.settings import read_settings

VECTOR = "vector"
"""Where a message keeps its packed vector for the action server."""
FEATURIZER = DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER


@DefaultV1Recipe.register([FEATURIZER], is_trainable=False)
class EncoderFeaturizer(GraphComponent):
    """Sets one sentence feature (384 numbers) for the text of a message."""

    def __init__(self, name: str, encoder: Encoder, announcer: Announcer) -> None:
        self._name = name
        self._encoder = encoder
        self._announcer = announcer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EncoderFeaturizer:
        """See parent class."""
        settings = read_settings()
        encoder = Encoder(settings.encoder, settings.tokenizer)
        return cls(execution_context.node_name, encoder, Announcer(settings.actions_port))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Other vectors, another training: Rasa would reuse those of the encoder before."""
        return NAME

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector to each message that has text, and announce it to the search."""
        for message, vector in self._featurize(messages):
            packed = pack_vector(vector)
            self._announcer.announce(mended_text(message), packed)
            message.set(VECTOR, packed, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """See parent class."""
        self._featurize(training_data.training_examples)
        return training_data

    def _featurize(self, messages: list[Message]) -> list[tuple[Message, np.ndarray]]:
        told = [message for message in messages if message.get(TEXT)]
        vectors = self._encoder.encode([mended_text(message) for message in told])
        for message, vector in zip(told, vectors):
            message.add_features(self._feature(vector))
        return list(zip(told, vectors))

    def _feature(self, vector: np.ndarray) -> Features:
        return Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, self._name)


def vector_of(message: Message) -> np.ndarray | None:
    """The sentence vector (384,) of a message, None when it has no text."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        return None
    vector: np.ndarray = np.asarray(sentence.features)[0]
    return vector
