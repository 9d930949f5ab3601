"""Reads what Google sends, in any of three shapes that tell themselves apart.

Takes the JSON of a request; gives what was asked, by which conversation, and how it can be answered.
docs/channels/google.md has the shapes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.base.message import is_id

CX, ES, BUILDER = "cx", "es", "builder"
NO_INPUT = "sys.no-input"
"""How the names of Dialogflow's events begin that mean silence."""


@dataclass(frozen=True)
class Asked:
    """One request."""

    shape: str
    """CX, ES, or BUILDER: the reply has the same."""
    session: str
    """Google's name of the conversation."""
    text: str
    id: str | None = None
    """The request's own id, if the shape has one."""
    language: str = "en"
    is_spoken: bool = False
    """Whether somebody listens: a phone call, or a speaker."""
    event: str = ""
    """Instead of words: what happened, such as the start of a call."""
    flow: str = ""
    """CX: the resource name of the flow, below which the page lies that ends the session."""

    @property
    def is_silence(self) -> bool:
        """Whether somebody was expected to say something, and did not."""
        return self.event.startswith(NO_INPUT)


def read_request(body: bytes) -> Asked:
    """Return what a body asks; raises ValueError when it is of none of the shapes."""
    try:
        data = json.loads(body)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(data, dict):
        raise ValueError("no object")
    for key, read in (("queryResult", _read_es), ("handler", _read_builder), ("sessionInfo", _read_cx)):
        if key in data:
            asked = read(data)
            if asked.session and (asked.id is None or is_id(asked.id)):
                return asked
    raise ValueError("unknown shape, or no session")


def _read_cx(data: Mapping[str, Any]) -> Asked:
    session = _text(_object(data, "sessionInfo"), "session")
    page = _text(_object(data, "pageInfo"), "currentPage")
    return Asked(
        CX,
        _last(session),
        _text(data, "text") or _text(data, "transcript") or _text(data, "dtmfDigits"),
        id=_text(data, "detectIntentResponseId") or None,
        language=_text(data, "languageCode") or "en",
        is_spoken=bool(_text(data, "transcript")) or "telephony" in _object(data, "payload"),
        event=_text(data, "triggerEvent") or _last(_text(data, "triggerIntent")),
        flow=page.partition("/pages/")[0],
    )


def _read_es(data: Mapping[str, Any]) -> Asked:
    result, origin = _object(data, "queryResult"), _object(data, "originalDetectIntentRequest")
    return Asked(
        ES,
        _last(_text(data, "session")),
        _text(result, "queryText"),
        id=_text(data, "responseId") or None,
        language=_text(result, "languageCode") or "en",
        is_spoken="telephony" in _text(origin, "source").lower() or "telephony" in _object(origin, "payload"),
    )


def _read_builder(data: Mapping[str, Any]) -> Asked:
    session, intent = _object(data, "session"), _object(data, "intent")
    name = _text(intent, "name")
    return Asked(
        BUILDER,
        _text(session, "id"),
        _text(intent, "query"),
        language=_text(session, "languageCode") or _text(_object(data, "user"), "locale") or "en",
        is_spoken="SPEECH" in _list(_object(data, "device"), "capabilities"),
        event=NO_INPUT if name.startswith("actions.intent.NO_INPUT") else name,
    )


def _object(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _last(path: str) -> str:
    """The last segment of a resource name."""
    return path.rpartition("/")[2]
