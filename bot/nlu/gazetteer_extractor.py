"""Rasa component: adds to each message the agencies, counties, cities, topics and officials it names.

Training keeps the names of the knowledge files in the model; nothing else is learned.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.files import fingerprint_files, read_records
from bot.knowledge.gazetteer import Gazetteer, Mention, names, wordings
from bot.settings import read_settings

KNOWLEDGE = "knowledge"
NAMES_FILE = "names.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class GazetteerExtractor(GraphComponent, EntityExtractorMixin):
    """Finds published names in messages; config `knowledge`: folder of the knowledge files."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {KNOWLEDGE: str(read_settings().knowledge)}

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        kept: names.Names | None = None,
    ) -> None:
        unknown = set(config) - set(self.get_default_config())
        if unknown:
            raise InvalidConfigException(f"GazetteerExtractor: unknown settings {sorted(unknown)}")
        self._folder = _folder(config)
        self._storage = storage
        self._resource = resource
        self._gazetteer = Gazetteer(names=kept) if kept else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GazetteerExtractor:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GazetteerExtractor:
        with model_storage.read_from(resource) as folder:
            data = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, names.Names.from_data(data))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        # Rasa watches this class alone, but how names are made decides what the model keeps.
        sources = inspect.getsource(names) + inspect.getsource(wordings)
        return hashlib.sha256((sources + fingerprint_files(_folder(config))).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the names of the knowledge files in the model; the training data is not used."""
        records = [record for record in read_records(self._folder) if record.status == "published"]
        kept = names.names_of(records)
        with self._storage.write_to(self._resource) as folder:
            (folder / NAMES_FILE).write_text(json.dumps(kept.as_data()), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities found to each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            # `/intent{...}` carries its own entities; words in a payload are no citizen's.
            if self._gazetteer and text and not text.lstrip().startswith(INTENT_MESSAGE_PREFIX):
                found = [_entity(mention) for mention in self._gazetteer.find(text)]
                entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
                message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _folder(config: dict[str, Any]) -> Path:
    return Path(config.get(KNOWLEDGE) or read_settings().knowledge)


def _entity(mention: Mention) -> dict[str, Any]:
    return {
        ENTITY_ATTRIBUTE_TYPE: mention.kind,
        ENTITY_ATTRIBUTE_VALUE: mention.value,
        ENTITY_ATTRIBUTE_START: mention.start,
        ENTITY_ATTRIBUTE_END: mention.end,
    }
