"""Puts the lean parts in Rasa's place; called when our first channel is made, before Rasa loads its model."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from rasa.core import agent, processor
from rasa.core.nlg import interpolator
from rasa.shared.core.events import Event

from bot.encoder import Encoder
from bot.engine.action_calls import speed_up_action_calls
from bot.engine.model_pulls import replace_pulling
from bot.engine.processor import LeanProcessor
from bot.nlu import encoder_featurizer


def tune_rasa() -> None:
    """Let Rasa's agent use our processor and our way to call actions; a second call changes nothing."""
    agent.MessageProcessor = LeanProcessor
    _spare_copies_for_logs()
    if not hasattr(Event.resolve_by_type, "cache_info"):
        # Rasa looks through all its classes for each event that is read.
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    speed_up_action_calls()
    replace_pulling()
    _share_encoder()


def _spare_copies_for_logs() -> None:
    """Log what happened itself: Rasa copies all of it first, deeply, also when that level is not logged.

    Both modules copy for nothing else.
    """
    for module in (processor, interpolator):
        module.copy = SimpleNamespace(deepcopy=_itself)


def _itself(value: Any) -> Any:
    return value


def _share_encoder() -> None:
    """Let the models of a process use one sentence encoder: it is the same file, and its session is large."""
    module: Any = encoder_featurizer
    if not hasattr(module.Encoder, "cache_info"):
        module.Encoder = lru_cache(maxsize=1)(Encoder)
