"""The trained assistant in this process: understands words, and answers them as a turn that nobody keeps.

Used by `missi explain`; the actions run here too, so no other process is needed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.engine.conversations import restore_events
from bot.engine.tuning import tune_rasa
from bot.errors import ModelError

SENDER = "rehearsal"


class OwnActions(EndpointConfig):  # type: ignore[misc]
    """An endpoint that runs our actions here instead of sending them anywhere."""

    def __init__(self) -> None:
        super().__init__(url="")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *_: Any, **call: Any) -> Any:
        """See parent class."""
        return await self._executor.run(call["json"])


class Rehearsal:
    """The assistant of one model file; loading it takes seconds."""

    def __init__(self, model: Path) -> None:
        tune_rasa()
        try:
            self._agent = Agent.load(str(model), action_endpoint=OwnActions())
        except RasaException as error:
            raise ModelError(f"{model}: cannot be loaded: {error}") from error

    @property
    def model(self) -> str:
        """Rasa's id of the model, which it also keeps with every turn."""
        return str(self._agent.model_id)

    def understand(self, text: str) -> dict[str, Any]:
        """Return how the text is understood."""
        parse: dict[str, Any] = asyncio.run(self._agent.parse_message(text))
        return parse

    def answer(
        self, text: str, slots: Mapping[str, Any], events: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """Return the events of a turn that begins with this text.

        Args:
            text: what the citizen says.
            slots: what they hold before the events.
            events: what happened before, ending with the assistant listening.
        """
        return asyncio.run(self._answer(text, restore_events(slots, events)))

    async def _answer(self, text: str, before: Sequence[Event]) -> list[dict[str, Any]]:
        store = self._agent.tracker_store
        tracker = DialogueStateTracker.from_events(SENDER, [], self._agent.domain.slots)
        for event in before:
            event.timestamp = time.time()  # an old session would be over
            tracker.update(event)
        await store.save(tracker)
        await self._agent.handle_message(UserMessage(text, CollectingOutputChannel(), SENDER))
        answered = await store.retrieve_full_tracker(SENDER)
        return [event.as_dict() for event in list(answered.events)[len(tracker.events) :]]
