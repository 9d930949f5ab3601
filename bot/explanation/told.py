"""What a turn answered, read from its events: the action chosen, the reply contract and the texts.

Takes events as Rasa writes them, of a stored turn or of one that was just replayed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.base.contract import build_contract

_UNTOLD = ("action_listen", "action_session_start")
Event = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A reply."""

    actions: tuple[str, ...]
    """What the dialogue chose to do, mostly one action."""
    contract: Mapping[str, Any]
    """As docs/reply-contract.md says."""
    texts: tuple[str, ...]
    choices: tuple[str, ...]
    """What the buttons say."""


def find_message(events: Sequence[Event]) -> int | None:
    """Return the place of the citizen's message among the events of a turn."""
    return next((n for n, event in enumerate(events) if event["event"] == "user"), None)


def read_told(events: Sequence[Event]) -> Told:
    """Return what was answered to the message among the events."""
    start = find_message(events) or 0
    said = [event for event in events[start:] if event["event"] == "bot"]
    texts = tuple(event["text"] for event in said if event.get("text"))
    data = [event.get("data") or {} for event in said]
    parts = [datum["custom"] for datum in data if datum.get("custom")]
    actions = (event["name"] for event in events[start:] if event["event"] == "action")
    return Told(
        actions=tuple(name for name in actions if name not in _UNTOLD),
        contract=build_contract(parts, events[start].get("parse_data") or {}, texts),
        texts=texts,
        choices=tuple(button["title"] for datum in data for button in datum.get("buttons") or ()),
    )
