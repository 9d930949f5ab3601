"""Puts the lean parts in Rasa's place; called when our first channel is made, before Rasa loads its model."""

from __future__ import annotations

from rasa.core import agent

from bot.engine.action_calls import speed_up_action_calls
from bot.engine.processor import LeanProcessor


def tune_rasa() -> None:
    """Let Rasa's agent use our processor and our way to call actions; a second call changes nothing."""
    agent.MessageProcessor = LeanProcessor
    speed_up_action_calls()
