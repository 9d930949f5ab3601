"""Gives every message two layers of the sentence encoder as its dense feature, the vector first."""

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
from bot.encoder import NAME, WIDTH, Encoder, Reading
from bot.knowledge.search.readings import Read
from bot.knowledge.wiring import prepare_cache
from bot.nlu.spelling_mender import mended_text
from bot.settings import read_settings

READING = "reading"
"""Where a message keeps its packed reading for the action server."""
FEATURIZER = DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER


@DefaultV1Recipe.register([FEATURIZER], is_trainable=False)
class EncoderFeaturizer(GraphComponent):
    """Sets one sentence feature for the text of a message: its vector, then an earlier layer."""

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
        """Add the layers to each message that has text, and announce its reading to the search."""
        for message, reading in self._featurize(messages, self._encoder.read):
            packed = reading.pack()
            self._announcer.announce(mended_text(message), packed)
            message.set(READING, packed, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """See parent class; phrases that were trained on before are not encoded again."""
        self._featurize(training_data.training_examples, prepare_cache(read_settings()).readings)
        return training_data

    def _featurize(self, messages: list[Message], read: Read) -> list[tuple[Message, Reading]]:
        told = [message for message in messages if message.get(TEXT)]
        if not told:
            return []
        readings = read([mended_text(message) for message in told])
        for message, reading in zip(told, readings):
            message.add_features(self._feature(reading.layers))
        return list(zip(told, readings))

    def _feature(self, layers: np.ndarray) -> Features:
        return Features(layers.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._name)


def layers_of(message: Message) -> np.ndarray | None:
    """The layers (2, 384) of a message, its sentence vector first; None when it has no text."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        return None
    layers: np.ndarray = np.asarray(sentence.features).reshape(-1, WIDTH)
    return layers
