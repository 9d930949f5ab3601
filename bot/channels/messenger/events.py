"""Reads a batch of Meta's: every entry, every event, in order; what is nobody's message is left out."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.base.webhook import Rejected

OBJECT = "page"
GET_STARTED = "GET_STARTED"
"""The payload of the button that opens a conversation, as the page is set up."""
MOST_ID = 255
MS = 1000.0


@dataclass(frozen=True)
class Event:
    """Somebody's message, see Inbound of `bot.channels.messaging.connector`."""

    sender: str
    id: str
    at: float
    address: Mapping[str, str]
    """The `id` of the citizen for this page, and `until` when they can be written to."""
    text: str = ""
    payload: str = ""
    """Of a button of ours that was pressed."""
    has_files: bool = False
    origin: Mapping[str, str] = field(default_factory=dict)
    """The `ref` of the link that led here."""


def read_events(body: bytes, name_sender: Callable[[str], str], window_s: float) -> Iterator[Event]:
    """Yield the messages of a batch; raises Rejected 400 for no JSON, 404 for what is no page's.

    Args:
        body: as it came.
        name_sender: gives Rasa's name of the conversation of a citizen's id.
        window_s: how long after a message one may reply.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Rejected(400, "malformed") from None
    if not isinstance(data, dict):
        raise Rejected(400, "malformed")
    if data.get("object") != OBJECT:
        raise Rejected(404, "unknown")
    return _read_all(data, name_sender, window_s)


def _read_all(data: Mapping[str, Any], name_sender: Callable[[str], str], window_s: float) -> Iterator[Event]:
    for entry in _objects(data.get("entry")):
        for item in _objects(entry.get("messaging")):
            citizen = _text(_object(item.get("sender")).get("id"))
            told = _read_message(item) or _read_postback(item, citizen)
            if citizen and told:
                at = _time_of(item)
                address = {"id": citizen, "until": str(at + window_s)}
                yield Event(sender=name_sender(citizen), at=at, address=address, **told)


def _read_message(item: Mapping[str, Any]) -> dict[str, Any] | None:
    message = _object(item.get("message"))
    identity = _text(message.get("mid"))[:MOST_ID]
    files = _objects(message.get("attachments"))
    if not identity or message.get("is_echo") or any("sticker_id" in _payload_of(one) for one in files):
        return None  # ours, or a thumb
    told = {
        "id": identity,
        "text": _text(message.get("text")).strip(),
        "payload": _text(_object(message.get("quick_reply")).get("payload")),
        "has_files": bool(files),
        "origin": _origin(item) | _origin(message),
    }
    return told if told["text"] or files else None


def _read_postback(item: Mapping[str, Any], citizen: str) -> dict[str, Any] | None:
    postback = _object(item.get("postback"))
    if not postback:
        return None
    payload, title = _text(postback.get("payload")), _text(postback.get("title"))
    # Older events have no id of their own.
    named = f"{citizen}:{item.get('timestamp')}:{payload}"
    identity = _text(postback.get("mid"))[:MOST_ID] or hashlib.sha256(named.encode()).hexdigest()
    return {
        "id": identity,
        "text": "Hello" if payload == GET_STARTED else title,
        "payload": payload,
        "origin": _origin(item) | _origin(postback),
    }


def _time_of(item: Mapping[str, Any]) -> float:
    """When it was said; now, when it does not tell, or tells a time to come."""
    stamp, now = item.get("timestamp"), time.time()
    return min(stamp / MS, now) if isinstance(stamp, (int, float)) and stamp > 0 else now


def _origin(told: Mapping[str, Any]) -> dict[str, str]:
    ref = _text(_object(told.get("referral")).get("ref"))
    return {"ref": ref} if ref else {}


def _payload_of(attachment: Mapping[str, Any]) -> Mapping[str, Any]:
    return _object(attachment.get("payload"))


def _objects(value: object) -> Sequence[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
