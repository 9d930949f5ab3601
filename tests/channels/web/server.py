"""`python -m tests.channels.web.server PORT DATABASE`: the channels as Rasa serves them, scripted replies.

The channels, their tables, and the conversations' store are the real ones; only Rasa's model is missing,
which takes half a minute to load. What the assistant says depends on the words, see `Scripted`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.run import configure_app
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from sanic import Sanic
from sqlalchemy import event

from bot.channels.agents.channel import AgentChannel
from bot.channels.rest import RestChannel
from bot.channels.web.channel import WebChannel
from bot.engine.conversations import ConversationStore
from bot.health.channel import HealthChannel

DOMAIN = Domain.from_yaml("version: '3.1'")


class Scripted:
    """An agent without a model.

    `tell RECORD ...` tells records, `choose RECORD ...` offers them, `offer PAYLOAD` shows a button,
    `person` and `delete` ask that of the door, `hang SECONDS` says nothing for so long, `fail` fails,
    `clock SECONDS` sets this process's clock, `disk full` lets its database grow no more until `disk free`,
    and anything else is repeated.
    """

    def __init__(self, database: str) -> None:
        self.processor = None
        self.tracker_store = FailSafeTrackerStore(ConversationStore(DOMAIN, host=database))
        self._locks = InMemoryLockStore()
        self.is_full = False
        event.listen(self.tracker_store._tracker_store.engine, "checkout", self._limit)

    def _limit(self, connection: Any, *_: Any) -> None:
        """Let the file of SQLite grow, or not: what does not fit fails as on a full disk."""
        if "sqlite" in type(connection).__module__:
            connection.execute(f"PRAGMA max_page_count = {1 if self.is_full else 1_000_000_000}")

    async def handle_message(self, message: UserMessage) -> None:
        """As Rasa's agent: one turn of a conversation at a time, kept at its end."""
        async with self._locks.lock(message.sender_id):
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
            tracker.update(UserUttered(message.text))
            await self._say(message)
            tracker.update(ActionExecuted("action_listen"))
            await self.tracker_store.save(tracker)

    async def _say(self, message: UserMessage) -> None:
        command, *words = message.text.split(" ")
        if command == "hang":
            await asyncio.sleep(float(words[0]))
        if command == "fail":
            raise RuntimeError(message.text)
        if command == "clock":
            set_clock(float(words[0]))
        if command == "disk":
            self.is_full = words == ["full"]
        out, sender = message.output_channel, message.sender_id
        part = {"outcome": "answer", "records": words if command == "tell" else [], "score": 0.95}
        if command in ("person", "delete"):
            part |= {"outcome": "handoff", "effect": command}
        if command == "offer":
            buttons = [{"title": "This one", "payload": words[0]}]
            await out.send_text_with_buttons(sender, "This?", buttons)
        if command == "choose":
            part |= {"outcome": "clarify", "records": words}
            buttons = [
                {"title": f"About {word}", "payload": "/choose_option" + json.dumps({"option": word})}
                for word in words
            ]
            await out.send_text_with_buttons(sender, "Which one?", buttons)
        else:
            await out.send_text_message(sender, f"You said: {message.text}")
        await out.send_custom_json(sender, part)


_now = time.time


def set_clock(ahead_s: float) -> None:
    """As if the machine's clock had been set: what only grows goes on."""
    time.time = lambda: _now() + ahead_s


def make_app(database: str) -> Sanic:
    """The app that `rasa run` would make, with the scripted assistant in it."""
    channels = [RestChannel(), WebChannel(), AgentChannel(), HealthChannel()]
    app = configure_app(channels, enable_api=False)
    app.ctx.agent = Scripted(database)
    return app


if __name__ == "__main__":
    make_app(sys.argv[2]).run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False)
