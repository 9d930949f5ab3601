"""First in the pipeline: puts the words that ask, with their spelling mended, beside the words as typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.files import fingerprint_files, read_records
from bot.nlu.courtesy import without_courtesy
from bot.nlu.speller import Speller, count_words, read_spellings
from bot.settings import ROOT, read_settings

MENDED = "mended"
COUNTS_FILE, SPELLINGS_FILE = "words.json", "spellings.json"
SPELLINGS = ROOT / "data" / "spellings.yml"
TOKENIZER = DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER


@DefaultV1Recipe.register([TOKENIZER], is_trainable=True)
class SpellingMender(GraphComponent):
    """Sets `mended` on every message; the words to mend toward are those of the knowledge base."""

    def __init__(self, model_storage: ModelStorage, resource: Resource, speller: Speller) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._speller = speller

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpellingMender:
        """See parent class."""
        return cls(model_storage, resource, Speller({}))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpellingMender:
        """See parent class."""
        with model_storage.read_from(resource) as folder:
            counts = json.loads(Path(folder / COUNTS_FILE).read_text(encoding="utf-8"))
            spellings = json.loads(Path(folder / SPELLINGS_FILE).read_text(encoding="utf-8"))
        return cls(model_storage, resource, Speller(counts, spellings))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The knowledge files and the spellings decide, so a change of theirs must train this again."""
        return fingerprint_files(read_settings().knowledge) + SPELLINGS.read_text(encoding="utf-8")

    def train(self, training_data: TrainingData) -> Resource:
        """Count the words of the knowledge base and of the phrases."""
        texts, checked = [str(m.get(TEXT)) for m in training_data.intent_examples], []
        for record in read_records(read_settings().knowledge):
            texts += record.asks
            checked += [record.title, record.summary, *record.keywords]
        counts = count_words(texts, checked)
        spellings = read_spellings(SPELLINGS)
        with self._model_storage.write_to(self._resource) as folder:
            Path(folder / COUNTS_FILE).write_text(json.dumps(counts), encoding="utf-8")
            Path(folder / SPELLINGS_FILE).write_text(json.dumps(spellings), encoding="utf-8")
        self._speller = Speller(counts, spellings)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Mend each message that has text."""
        for message in messages:
            if message.get(TEXT):
                mended = self._speller.mend(without_courtesy(message.get(TEXT)))
                message.set(MENDED, mended, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Mend the phrases too, so that training sees what prediction sees."""
        self.process(training_data.training_examples)
        return training_data


def mended_text(message: Message) -> str:
    """The mended words of a message, or its words when nothing mended them."""
    return str(message.get(MENDED) or message.get(TEXT))
