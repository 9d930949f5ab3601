"""Reads what Alexa sends: who speaks, where, and what Alexa made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.alexa.model import (
    BUILT_IN,
    NUMBER,
    OPTION,
    OWN,
    QUERY,
    model_locale,
    read_families,
)
from bot.channels.spoken.moves import LAUNCH, MISSED

LAUNCHED, INTENT = "LaunchRequest", "IntentRequest"
CAN_FULFILL = "CanFulfillIntentRequest"
SPOKEN_TO = frozenset({LAUNCHED, INTENT})
"""The types of requests that are answered in words; the others only tell of something."""


@dataclass(frozen=True)
class Meaning:
    """What is meant: words, a move, or the number of a choice."""

    text: str = ""
    move: str | None = None
    number: int | None = None


@dataclass(frozen=True)
class AlexaRequest:
    """A verified request; whatever may be missing is empty."""

    type: str
    id: str
    locale: str
    user: str
    session: str
    attributes: Mapping[str, Any]
    intent: Mapping[str, Any]
    endpoint: str
    """Where to send directives to while the answer is worked on, with `token`."""
    token: str

    @classmethod
    def of(cls, envelope: Mapping[str, Any]) -> AlexaRequest:
        """Read an envelope; what has not the documented form counts as missing."""
        request, session = _part(envelope, "request"), _part(envelope, "session")
        system = _part(_part(envelope, "context"), "System")
        return cls(
            type=_text(request, "type"),
            id=_text(request, "requestId"),
            locale=_text(request, "locale"),
            user=_text(_part(session, "user"), "userId") or _text(_part(system, "user"), "userId"),
            session=_text(session, "sessionId"),
            attributes=_part(session, "attributes"),
            intent=_part(request, "intent"),
            endpoint=_text(system, "apiEndpoint"),
            token=_text(system, "apiAccessToken"),
        )

    @property
    def meaning(self) -> Meaning:
        """What the citizen means; MISSED when Alexa could not make it out."""
        if self.type == LAUNCHED:
            return Meaning(move=LAUNCH)
        name = _text(self.intent, "name")
        if name in BUILT_IN or name in OWN:
            return Meaning(move=(BUILT_IN | OWN)[name])
        if name == OPTION:
            number = self._slot(NUMBER)
            known = number.isascii() and number.isdigit() and len(number) < 3
            return Meaning(text=number, number=int(number)) if known else Meaning(move=MISSED)
        family, words = read_families(model_locale(self.locale)).get(name), self._slot(QUERY).strip()
        return Meaning(text=family.prefix + words) if family and words else Meaning(move=MISSED)

    def _slot(self, name: str) -> str:
        return _text(_part(_part(self.intent, "slots"), name), "value")


def _part(place: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = place.get(name)
    return part if isinstance(part, dict) else {}


def _text(place: Mapping[str, Any], name: str) -> str:
    value = place.get(name)
    return value if isinstance(value, str) else ""
