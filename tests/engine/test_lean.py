"""The lean parts give exactly what Rasa's own give, on the trained assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.processor import LeanProcessor
from bot.operations.model import model_path
from bot.settings import read_settings

pytestmark = pytest.mark.model

SAID = (
    "hello",
    "my license is about to run out",
    "how much is it?",
    "no, the other one",
    "thanks",
    "somebody is breaking into my house",
    "and in Rankin County?",
    "talk to a person",
    "qwrtz lkjh",
)
ACTIONS = ("action_answer_question", "utter_greet", "action_offer_person")


def load(kind: type[MessageProcessor]) -> Any:
    store, locks = InMemoryTrackerStore(Domain.empty()), InMemoryLockStore()
    generator = NaturalLanguageGenerator.create(None, Domain.empty())
    return kind(str(model_path(read_settings())), store, locks, generator)


@pytest.fixture(scope="module")
def lean() -> LeanProcessor:
    """Ours."""
    return load(LeanProcessor)


@pytest.fixture(scope="module")
def plain() -> MessageProcessor:
    """Rasa's own."""
    return load(MessageProcessor)


@pytest.mark.parametrize("text", SAID)
def test_messages_are_understood_alike(lean: LeanProcessor, plain: MessageProcessor, text: str) -> None:
    ours, theirs = (asyncio.run(p.parse_message(UserMessage(text))) for p in (lean, plain))
    assert ours == theirs


def conversation(processor: Any) -> Iterator[DialogueStateTracker]:
    """A tracker before each prediction of a long conversation; the same one grows."""
    tracker = DialogueStateTracker.from_events("u1", [], processor.domain.slots)
    tracker.update(ActionExecuted("action_session_start"))
    tracker.update(ActionExecuted("action_listen"))
    for number, text in enumerate(SAID * 3):
        parse = asyncio.run(processor.parse_message(UserMessage(text)))
        tracker.update(UserUttered(text, parse["intent"], parse["entities"], parse), processor.domain)
        yield tracker
        tracker.update(ActionExecuted(ACTIONS[number % len(ACTIONS)], hide_rule_turn=number % 5 != 0))
        tracker.update(BotUttered("so"))
        yield tracker
        tracker.update(ActionExecuted("action_listen", hide_rule_turn=True))


def test_remembered_predictions_are_those_of_the_policies(lean: LeanProcessor) -> None:
    for tracker in conversation(lean):
        worked_out = MessageProcessor._predict_next_with_tracker(lean, tracker.copy())
        for _ in range(2):
            told = lean._predict_next_with_tracker(tracker.copy())
            assert told.probabilities == worked_out.probabilities
            assert told.events == worked_out.events
            assert told.hide_rule_turn == worked_out.hide_rule_turn
            assert told.policy_name == worked_out.policy_name


def test_predictions_are_remembered(lean: LeanProcessor, monkeypatch: pytest.MonkeyPatch) -> None:
    trackers = [tracker.copy() for tracker in conversation(lean)]
    for tracker in trackers:
        lean._predict_next_with_tracker(tracker)
    monkeypatch.setattr(lean.graph_runner, "run", None)  # asked again, it would fail
    for tracker in trackers:
        lean._predict_next_with_tracker(tracker)
