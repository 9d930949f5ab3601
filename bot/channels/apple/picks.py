"""Reads what a citizen picked from a quick reply, a list, or times that we sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.messaging.parts import object_of, objects_of, text_of


@dataclass(frozen=True)
class Pick:
    """What was picked; parts that were not told are empty."""

    request: str
    """The id that we gave what was picked from."""
    title: str
    place: int = -1
    """Of a choice, from 0."""
    time: str = ""
    """The identifier of a time."""


def read_pick(interactive: Mapping[str, Any]) -> Pick:
    """Return what was picked, from `interactiveData` as it came."""
    data = object_of(interactive.get("data"))
    request = text_of(data.get("requestIdentifier"))
    title = text_of(object_of(data.get("replyMessage") or interactive.get("replyMessage")).get("title"))
    if "quick-reply" in data:
        return _of_quick_reply(object_of(data["quick-reply"]), request, title)
    if "listPicker" in data:
        return _of_list(object_of(data["listPicker"]), request, title)
    if "event" in data:
        slot = next(iter(objects_of(object_of(data["event"]).get("timeslots"))), {})
        return Pick(request, title, time=text_of(slot.get("identifier")))
    return Pick(request, title)


def _of_quick_reply(told: Mapping[str, Any], request: str, title: str) -> Pick:
    """`selectedIdentifier` is there on new devices, `selectedIndex` and the items on all."""
    items, index = objects_of(told.get("items")), told.get("selectedIndex")
    item = items[index] if isinstance(index, int) and 0 <= index < len(items) else {}
    identifier = text_of(told.get("selectedIdentifier")) or text_of(item.get("identifier"))
    return Pick(request, text_of(item.get("title")) or title, _place(identifier))


def _of_list(told: Mapping[str, Any], request: str, title: str) -> Pick:
    """The sections have only what was chosen; the first counts, since nothing of ours takes several."""
    items = [
        item for section in objects_of(told.get("sections")) for item in objects_of(section.get("items"))
    ]
    item = items[0] if items else {}
    return Pick(request, text_of(item.get("title")) or title, _place(text_of(item.get("identifier"))))


def _place(identifier: str) -> int:
    """Our identifiers of choices are their numbers."""
    is_number = identifier.isascii() and identifier.isdigit() and len(identifier) < 4
    return int(identifier) - 1 if is_number else -1
