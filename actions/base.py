"""What every action of ours shares: tracker in, reply of `bot.dialogue` out as messages and slots."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.understanding import after_danger, read_parse
from actions.wiring import open_desk
from bot.dialogue.desk import Desk
from bot.dialogue.memory import Memory
from bot.dialogue.reply import Reply, Say
from bot.dialogue.turn import Turn
from bot.settings import STATE_TIME

logger = logging.getLogger(__name__)
MEMORY = "memory"
WARNING = Say("utter_if_danger")


class DialogueAction(Action, ABC):
    """An action that answers with one function of `bot.dialogue`."""

    @abstractmethod
    def respond(self, turn: Turn, desk: Desk) -> Reply:
        """Make the reply."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """See parent class."""
        try:
            turn = read_turn(tracker)
            reply = await asyncio.to_thread(self._reply, turn)
        except Exception as error:  # Rasa would log our failure with all that the citizen wrote
            logger.error("action.failed action=%s error=%s", self.name(), type(error).__name__)
            dispatcher.utter_message(response="utter_error", json_message={"outcome": "error"})
            return []
        return deliver(reply, _memory(tracker), dispatcher)

    def _reply(self, turn: Turn) -> Reply:
        reply = self.respond(turn, open_desk())
        return replace(reply, says=(WARNING, *reply.says)) if turn.doubtful else reply


def read_turn(tracker: Tracker) -> Turn:
    """The turn that the tracker's latest message tells."""
    today = datetime.now(STATE_TIME).date()
    turn = read_parse(tracker.latest_message, today=today, memory=_memory(tracker))
    return after_danger(turn, tracker.events)


def _memory(tracker: Tracker) -> Memory:
    return Memory.from_data(tracker.get_slot(MEMORY))


def deliver(reply: Reply, before: Memory, dispatcher: CollectingDispatcher) -> list[dict[str, Any]]:
    """Queue the reply's messages, the contract with the first one, and return the slots to set.

    Args:
        reply: what to say.
        before: what the slot holds.
        dispatcher: where it is queued.
    """
    for number, say in enumerate(reply.says):
        dispatcher.utter_message(
            response=say.response,
            buttons=[vars(button) for button in say.buttons],
            json_message=reply.contract() if number == 0 else None,
            **say.values,
        )
    if reply.memory == before:
        return []
    return [SlotSet(MEMORY, reply.memory.as_data())]
