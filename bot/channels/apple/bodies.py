"""The forms of outgoing messages, within the rules that Apple enforces since August 21, 2026.

Each function returns what a message's body has besides ids and addresses, which `gateway.py` adds.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.channels.apple.times import Slot

Body = Mapping[str, Any]
BUBBLE = "com.apple.messages.MSMessageExtensionBalloonPlugin:0000000000:"
EXTENSION = BUBBLE + "com.apple.icloud.apps.messages.business.extension"
MOST_TEXT = 3000
MOST_LABEL = 200
"""Characters of any string that is part of something to tap."""
MOST_IMAGE_BYTES = 200 * 1000
LAST_OF_PLANE = 0xFFFF
"""Characters beyond get lost in some fields."""
PICTURE = Path(__file__).with_name("link.png")


def text(words: str) -> Body:
    """A text message of at most MOST_TEXT characters."""
    return {"type": "text", "body": words}


def typing() -> Body:
    """That a reply is being written."""
    return {"type": "typing_start"}


def rich_link(title: str, url: str) -> Body:
    """A page to open, with the picture that Apple requires."""
    image = {"data": _picture(), "mimeType": "image/png"}
    link = {"url": url, "title": label(title), "assets": {"image": image}}
    return {"type": "richLink", "body": url, "richLinkData": link}


def quick_reply(request: str, title: str, choices: Sequence[str]) -> Body:
    """Two to five buttons; each identifier is its number."""
    items = [{"identifier": str(n), "title": label(choice)} for n, choice in enumerate(choices, start=1)]
    told = {"summaryText": label(title), "items": items}
    return _interactive({"version": "1.0", "requestIdentifier": request, "quick-reply": told})


def list_picker(request: str, title: str, hint: str, chosen: str, choices: Sequence[str]) -> Body:
    """A list that opens with a tap; one of it can be chosen."""
    items = [
        {"identifier": str(n), "order": n - 1, "style": "default", "title": label(choice)}
        for n, choice in enumerate(choices, start=1)
    ]
    section = {"title": label(title), "order": 0, "multipleSelection": False, "items": items}
    data = {"mspVersion": "1.0", "requestIdentifier": request, "listPicker": {"sections": [section]}}
    return _interactive(
        data,
        {"title": label(title), "subtitle": label(hint), "style": "small"},
        {"title": label(chosen), "style": "small"},
    )


def time_picker(request: str, event: str, title: str, chosen: str, slots: Sequence[Slot]) -> Body:
    """Times of an event, shown as they are where it takes place, wherever the device is."""
    timeslots = [
        {"identifier": slot.id, "startTime": slot.starts, "duration": slot.duration_s} for slot in slots
    ]
    told = {"identifier": request, "title": label(event), "timezoneOffset": slots[0].offset_minutes}
    data = {"mspVersion": "1.0", "requestIdentifier": request, "event": told | {"timeslots": timeslots}}
    received, reply = {"title": label(title), "style": "icon"}, {"title": label(chosen), "style": "icon"}
    return _interactive(data, received, reply)


def label(words: str) -> str:
    """The words as part of something to tap: in one line, cut, without what gets lost on the way."""
    words = " ".join("".join(c for c in words if ord(c) <= LAST_OF_PLANE).split())
    words = "".join(c for c in words if c.isprintable())
    return words if len(words) <= MOST_LABEL else words[: MOST_LABEL - 1].rstrip() + "…"


def _interactive(
    data: Mapping[str, Any], received: Mapping[str, str] | None = None, reply: Mapping[str, str] | None = None
) -> Body:
    told: dict[str, Any] = {"bid": EXTENSION, "data": data}
    if received:
        told |= {"receivedMessage": received, "replyMessage": reply}
    return {"type": "interactive", "interactiveData": told}


@cache
def _picture() -> str:
    content = PICTURE.read_bytes()
    if len(content) > MOST_IMAGE_BYTES:
        raise ValueError(f"{PICTURE.name}: Apple takes at most {MOST_IMAGE_BYTES} bytes")
    return base64.b64encode(content).decode()
