"""First in the pipeline: puts the language and the words to go by (`bot/language/`) beside those typed."""

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
from bot.language.interpreter import LANGUAGES, SPANISH_WORDS, SPELLINGS, Interpreter, learn
from bot.settings import ROOT, read_settings

MENDED, LANGUAGE = "mended", "language"
INTERPRETER_FILE = "interpreter.json"
FOLDER, CODE = ROOT / "data", ROOT / "bot" / "language"
TOKENIZER = DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER


@DefaultV1Recipe.register([TOKENIZER], is_trainable=True)
class SpellingMender(GraphComponent):
    """Sets `mended` and `language` on every message."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, interpreter: Interpreter | None = None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._interpreter = interpreter

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpellingMender:
        """See parent class."""
        return cls(model_storage, resource)

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
            data = json.loads(Path(folder / INTERPRETER_FILE).read_text(encoding="utf-8"))
        return cls(model_storage, resource, Interpreter(data, read_settings().tokenizer))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The knowledge files, the lists of words, and the code that reads decide together."""
        files = [*(FOLDER / name for name in (SPELLINGS, SPANISH_WORDS, LANGUAGES)), *CODE.glob("*.py")]
        read = "".join(path.read_text(encoding="utf-8") for path in sorted(files))
        return fingerprint_files(read_settings().knowledge) + read

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the words of the knowledge base and of the phrases."""
        settings = read_settings()
        texts, checked = [str(m.get(TEXT)) for m in training_data.intent_examples], []
        for record in read_records(settings.knowledge):
            texts += record.asks
            checked += [record.title, record.summary, *record.keywords]
        data = learn(texts, checked, FOLDER, settings.tokenizer)
        with self._model_storage.write_to(self._resource) as folder:
            Path(folder / INTERPRETER_FILE).write_text(json.dumps(data), encoding="utf-8")
        self._interpreter = Interpreter(data, settings.tokenizer)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message that has text."""
        for message in messages:
            if message.get(TEXT) and self._interpreter:
                language, mended = self._interpreter.interpret(message.get(TEXT))
                message.set(LANGUAGE, language, add_to_output=True)
                message.set(MENDED, mended, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Mend the phrases too, so that training sees what prediction sees."""
        self.process(training_data.training_examples)
        return training_data


def mended_text(message: Message) -> str:
    """The mended words of a message, or its words when nothing mended them."""
    return str(message.get(MENDED) or message.get(TEXT))
