"""Remembers which action the policies chose: the same last steps of a conversation give the same choice.

Rules and memorized stories look at nothing but the intents, entities and actions of the last steps. Working
them out replays the conversation five times in each turn; looking them up takes no time at all.
"""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

MOST = 20_000  # remembered at once
_SEEN = (ActionExecuted, UserUttered, SessionStarted)
_UNSEEN = (BotUttered, SlotSet, DefinePrevUserUtteredFeaturization)
"""What policies do not look at, as long as no slot influences them."""


class Predictions:
    """A memory of predictions.

    Args:
        policies: those of the model.
        domain: its domain.
    """

    def __init__(self, policies: Iterable[Policy], domain: Domain) -> None:
        policies = list(policies)
        self._depth = max([1, *map(_depth, policies)])
        self._usable = all(map(_is_lookup, policies)) and not any(
            slot.influence_conversation for slot in domain.slots
        )
        self._known: dict[Hashable, PolicyPrediction] = {}

    def recall(
        self, tracker: DialogueStateTracker, predict: Callable[[DialogueStateTracker], PolicyPrediction]
    ) -> PolicyPrediction:
        """Return what `predict` gives for the tracker, from memory where it was asked before."""
        key = self._key(tracker)
        if key is None:
            return predict(tracker)
        if key not in self._known:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key] = _copy(predict(tracker))
        return _copy(self._known[key])

    def _key(self, tracker: DialogueStateTracker) -> Hashable | None:
        """All that policies see of the last steps; None where they may see more than that."""
        if not self._usable or tracker.followup_action or tracker.active_loop:
            return None
        seen: list[Hashable] = []
        steps = 0
        for event in reversed(tracker.events):
            if isinstance(event, _UNSEEN):
                continue
            if not isinstance(event, _SEEN):
                return None
            # Beyond the longest rule only the steps of stories count, which memorized stories look for.
            if steps < self._depth or not _is_of_rule(event):
                seen.append(_sight(event))
            steps += isinstance(event, ActionExecuted)
            if isinstance(event, SessionStarted):
                break
        return tuple(seen)


def _is_of_rule(event: Event) -> bool:
    if isinstance(event, ActionExecuted):
        started = event.action_name in (ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME)
        return started or bool(event.hide_rule_turn)
    return isinstance(event, UserUttered)


def _sight(event: Event) -> Hashable:
    if isinstance(event, ActionExecuted):
        return str(event.action_name), str(event.action_text), bool(event.hide_rule_turn)
    if isinstance(event, UserUttered):
        names = frozenset((e.get("entity"), e.get("role"), e.get("group")) for e in event.entities)
        return str(event.intent_name), names
    return str(event.type_name)


def _is_lookup(policy: Policy) -> bool:
    """Whether a policy only looks up what it saw, and never at the words themselves."""
    if isinstance(policy, RulePolicy):
        return '"text"' not in json.dumps(policy.lookup[RULES]).replace("\\", "")
    return type(policy) is MemoizationPolicy and not policy.config["use_nlu_confidence_as_score"]


def _depth(policy: Policy) -> int:
    """How many steps back a policy looks."""
    if isinstance(policy, RulePolicy):
        return max((len(json.loads(key)) for key in policy.lookup[RULES]), default=1)
    depth: Any = getattr(policy.featurizer, "max_history", None)
    return int(depth or 1)


def _copy(prediction: PolicyPrediction) -> PolicyPrediction:
    """A copy whose events happen now: a tracker keeps them."""
    copied = copy.copy(prediction)
    copied.events = [copy.copy(event) for event in prediction.events]
    for event in copied.events:
        event.timestamp = time.time()
    return copied
