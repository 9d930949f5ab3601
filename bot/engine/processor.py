"""Rasa's message processor with a direct graph runner and a memory of predictions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.predictions import Predictions
from bot.engine.runner import DirectRunner


class LeanProcessor(MessageProcessor):  # type: ignore[misc]
    """See parent class; the same replies, sooner."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        components = (node._component for node in self.graph_runner.nodes.values())
        policies = [component for component in components if isinstance(component, Policy)]
        self._predictions = Predictions(policies, self.domain)

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, DirectRunner]:
        name, metadata, loaded = MessageProcessor._load_model(model_path)
        return name, metadata, DirectRunner(loaded)

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """See parent class, which also copies what it understood for a log that is not written.

        It looks for intents that the domain lacks, too, which `rasa data validate` finds before training.
        """
        if self.http_interpreter:
            return dict(await super().parse_message(message, tracker, only_output_properties))
        tracker = tracker or DialogueStateTracker.from_events(message.sender_id, [])
        parse: dict[str, Any] = self._parse_message_with_graph(message, tracker, only_output_properties)
        self._update_full_retrieval_intent(parse)
        return parse

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        return self._predictions.recall(tracker, super()._predict_next_with_tracker)
