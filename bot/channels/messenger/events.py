"""Reads a batch of Meta's: every entry, every event, in order; what is nobody's message is left out."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.channels.base.message import MOST_ID, is_id
from bot.channels.base.webhook import Rejected
from bot.channels.messaging.parts import object_of, objects_of, text_of

OBJECT = "page"
GET_STARTED = "GET_STARTED"
"""The payload of the button that opens a conversation, as the page is set up."""
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
    for entry in objects_of(data.get("entry")):
        for item in objects_of(entry.get("messaging")):
            citizen = text_of(object_of(item.get("sender")).get("id"))
            told = _read_message(item) or _read_postback(item, citizen)
            if citizen and told:
                at = _time_of(item)
                address = {"id": citizen, "until": str(at + window_s)}
                yield Event(sender=name_sender(citizen), at=at, address=address, **told)


def _read_message(item: Mapping[str, Any]) -> dict[str, Any] | None:
    message = object_of(item.get("message"))
    identity = text_of(message.get("mid"))[:MOST_ID]
    files = objects_of(message.get("attachments"))
    if (
        not is_id(identity)
        or message.get("is_echo")
        or any("sticker_id" in _payload_of(one) for one in files)
    ):
        return None  # ours, or a thumb
    told = {
        "id": identity,
        "text": text_of(message.get("text")).strip(),
        "payload": text_of(object_of(message.get("quick_reply")).get("payload")),
        "has_files": bool(files),
        "origin": _origin(item) | _origin(message),
    }
    return told if told["text"] or files else None


def _read_postback(item: Mapping[str, Any], citizen: str) -> dict[str, Any] | None:
    postback = object_of(item.get("postback"))
    if not postback:
        return None
    payload, title = text_of(postback.get("payload")), text_of(postback.get("title"))
    # Older events have no id of their own.
    named = f"{citizen}:{item.get('timestamp')}:{payload}".encode("utf-8", "replace")
    mid = text_of(postback.get("mid"))[:MOST_ID]
    identity = mid if is_id(mid) else hashlib.sha256(named).hexdigest()
    return {
        "id": identity,
        "text": "Hello" if payload == GET_STARTED else title,
        "payload": payload,
        "origin": _origin(item) | _origin(postback),
    }


def _time_of(item: Mapping[str, Any]) -> float:
    """When it was said; now, when it does not tell, or tells a time to come."""
    stamp, now = item.get("timestamp"), time.time()
    return min(stamp, now * MS) / MS if isinstance(stamp, (int, float)) and stamp > 0 else now


def _origin(told: Mapping[str, Any]) -> dict[str, str]:
    ref = text_of(object_of(told.get("referral")).get("ref"))
    return {"ref": ref} if ref else {}


def _payload_of(attachment: Mapping[str, Any]) -> Mapping[str, Any]:
    return object_of(attachment.get("payload"))
