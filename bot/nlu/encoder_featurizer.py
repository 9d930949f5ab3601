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

from bot.encoder import NAME, Encoder
from bot.nlu.spelling_mender import mended_text
from bot.settings import read_settings

FEATURIZER = DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER


@DefaultV1Recipe.register([FEATURIZER], is_trainable=False)
class EncoderFeaturizer(GraphComponent):
    """Sets one sentence feature (384 numbers) for the text of a message."""

    def __init__(self, name: str, encoder: Encoder) -> None:
        self._name = name
        self._encoder = encoder

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
        return cls(execution_context.node_name, Encoder(settings.encoder, settings.tokenizer))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Other vectors, another training: Rasa would reuse those of the encoder before."""
        return NAME

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector to each message that has text."""
        told = [message for message in messages if message.get(TEXT)]
        if told:
            vectors = self._encoder.encode([mended_text(message) for message in told])
            for message, vector in zip(told, vectors):
                message.add_features(self._feature(vector))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """See parent class."""
        self.process(training_data.training_examples)
        return training_data

    def _feature(self, vector: np.ndarray) -> Features:
        return Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, self._name)


def vector_of(message: Message) -> np.ndarray | None:
    """The sentence vector (384,) of a message, None when it has no text."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        return None
    vector: np.ndarray = np.asarray(sentence.features)[0]
    return vector
