"""Ranks the intents of a message with IntentModel; danger and weak small talk are settled here too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import Encoder
from bot.knowledge.files import fingerprint_files
from bot.knowledge.wiring import prepare_cache
from bot.nlu.alarm import HARMLESS, TUNING, Alarm, Kind, harmless_texts
from bot.nlu.arbiter import DANGERS, is_doubtful, settle
from bot.nlu.encoder_featurizer import EncoderFeaturizer, layers_of
from bot.nlu.intents import IntentModel
from bot.nlu.signs import SIGNS, signs_in
from bot.nlu.spelling_mender import mended_text
from bot.settings import Settings, read_settings

DOUBTFUL = "doubtful"
"""Set on a message that may tell of danger, though it is taken for a question."""
RANKED = 12  # intents told on; the rest of the 52 have next to no probability, and all would be stored
MODEL_FILE, ALARM_FILE = "intents.pickle", "alarm.pickle"
CLASSIFIER = DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER


@DefaultV1Recipe.register([CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):
    """Intent classifier over two layers of the encoder, words and letters."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, model: IntentModel, alarm: Alarm
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._alarm = alarm

    @classmethod
    def required_components(cls) -> list[type]:
        """See parent class."""
        return [EncoderFeaturizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """See parent class."""
        return cls(model_storage, resource, IntentModel(), Alarm())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """See parent class."""
        with model_storage.read_from(resource) as folder:
            model, alarm = IntentModel.load(folder / MODEL_FILE), Alarm.load(folder / ALARM_FILE)
        return cls(model_storage, resource, model, alarm)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What it learns from beside the phrases, and how; Rasa itself looks at the code here alone."""
        folders = (read_settings().knowledge, TUNING)
        files = (SIGNS, HARMLESS, *sorted(Path(__file__).parent.glob("*.py")))
        return "".join(
            [*map(fingerprint_files, folders), *(file.read_text(encoding="utf-8") for file in files)]
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every phrase that has an intent."""
        phrases = [m for m in training_data.intent_examples if m.get(TEXT)]
        layers = np.stack([v for m in phrases if (v := layers_of(m)) is not None])
        texts, intents = [mended_text(m) for m in phrases], [str(m.get(INTENT)) for m in phrases]
        settings = read_settings()
        encoder = Encoder(settings.encoder, settings.tokenizer)
        self._model.fit(texts, layers, intents, encoder.encode_layers)
        self._alarm.fit(*_lessons_of_danger(texts, layers, intents, settings))
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder / MODEL_FILE)
            self._alarm.save(folder / ALARM_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and its ranking, unless a button's payload already named it."""
        for message in messages:
            layers = layers_of(message)
            if layers is None or message.get(INTENT, {}).get("confidence") == 1.0:
                continue
            text = mended_text(message)
            # Mending pulls other languages toward English, so that signs are looked for in both.
            words = f"{message.get(TEXT)}\n{text}"
            signs = signs_in(words)
            alarm = self._alarm.chance(text, layers, signs)
            ranking = settle(words, self._model.rank(text, layers), alarm, signs)
            named = [{"name": n, "confidence": round(c, 4)} for n, c in ranking[:RANKED]]
            message.set(INTENT, named[0], add_to_output=True)
            if is_doubtful(words, alarm):
                message.set(DOUBTFUL, True, add_to_output=True)
            message.set(INTENT_RANKING_KEY, named, add_to_output=True)
        return messages


def _lessons_of_danger(
    texts: Sequence[str], layers: np.ndarray, intents: Sequence[str], settings: Settings
) -> tuple[list[str], np.ndarray, list[Kind]]:
    """What the alarm learns from: the phrases (n), whose layers are known, and what is harmless.

    Loading the knowledge made the layers of the asks already; without a database they are made here.
    """
    harmless, harmless_kinds = zip(*harmless_texts(settings))
    kinds = [Kind.DANGER if intent in DANGERS else Kind.QUESTION for intent in intents]
    known = prepare_cache(settings).layers(harmless)
    return [*texts, *harmless], np.concatenate([layers, known]), [*kinds, *harmless_kinds]
