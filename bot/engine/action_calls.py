"""Makes a call of the action server cheap: little is sent, the reply is checked at once, the connection kept.

Rasa sends the whole conversation each time, compiles a JSON schema for every reply, which took 30 of a turn's
52 ms, and opens a new HTTP session (docs/decisions/0004-action-calls.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any

from aiohttp import ClientSession, ClientTimeout
from jsonschema import ValidationError
from rasa.core.actions import action
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig
from rasa.version import __version__ as VERSION

PARTS = ("events", "responses")
DEADLINE_S = 8  # Rasa waits five minutes, and holds the conversation's lock all the while


def speed_up_action_calls() -> None:
    """Give Rasa's RemoteAction a plain check and its endpoint a lasting session."""
    RemoteAction._validate_action_result = _check
    RemoteAction._action_call_format = _call
    plain_session = EndpointConfig.session
    sessions: dict[int, _Lasting] = {}
    action.DEFAULT_REQUEST_TIMEOUT = DEADLINE_S

    def session(self: EndpointConfig) -> Any:
        if self.basic_auth or self.headers:
            return plain_session(self)
        if id(self) not in sessions:
            sessions[id(self)] = _Lasting()
        return sessions[id(self)]

    EndpointConfig.session = session


class _Lasting:
    """A session that `async with` neither opens anew nor closes."""

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    async def __aenter__(self) -> ClientSession:
        if self._session is None or self._session.closed:
            self._session = ClientSession(timeout=ClientTimeout(total=DEADLINE_S))
        return self._session

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep it open."""


def _call(self: RemoteAction, tracker: DialogueStateTracker, _: Domain) -> dict[str, Any]:
    """What our actions read: the message, the slots, and of what was said before only advice in a danger."""
    state = tracker.current_state(EventVerbosity.NONE)
    state["events"] = [reply.as_dict() for reply in _last_replies(tracker) if _is_safety(reply)]
    return {"next_action": self.name(), "sender_id": tracker.sender_id, "tracker": state, "version": VERSION}


def _last_replies(tracker: DialogueStateTracker) -> Iterator[BotUttered]:
    """What was replied to the message before the latest one."""
    messages = 0
    for event in reversed(tracker.events):
        messages += isinstance(event, UserUttered)
        if messages == 2:
            return
        if messages == 1 and isinstance(event, BotUttered):
            yield event


def _is_safety(reply: BotUttered) -> bool:
    return (reply.data.get("custom") or {}).get("outcome") == "safety"


def _check(self: RemoteAction, result: dict[str, Any]) -> bool:
    """The shape Rasa's schema asks for: lists of objects, and every event says which it is."""
    for part in PARTS:
        items = result.get(part, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise ValidationError(f"action server: {part}: expected a list of objects")
    if not all(isinstance(event.get("event"), str) for event in result.get("events", [])):
        raise ValidationError("action server: events: expected each to name its event")
    return True
