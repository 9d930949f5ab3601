"""Finds the database of the conversations, where all that several processes must know lies too."""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from sqlalchemy.engine import Engine

from bot.engine.conversations import ConversationStore
from bot.errors import SettingError


def database_of(agent: Agent) -> Engine:
    """Return the database of the agent's conversations, whose store Rasa puts into stores of its own.

    Raises SettingError when they are kept by another store than ours.
    """
    store: TrackerStore = agent.tracker_store
    while not isinstance(store, ConversationStore):
        store = getattr(store, "_tracker_store", None)
        if store is None:
            expected = "expected bot.engine.conversations.ConversationStore"
            raise SettingError(f"endpoints.yml: tracker_store: {expected}")
    return store.engine
