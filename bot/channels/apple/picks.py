"""Reads what a citizen picked from a quick reply, a list, or times that we sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


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
    data = _object(interactive.get("data"))
    request = _text(data.get("requestIdentifier"))
    title = _text(_object(data.get("replyMessage") or interactive.get("replyMessage")).get("title"))
    if "quick-reply" in data:
        return _of_quick_reply(_object(data["quick-reply"]), request, title)
    if "listPicker" in data:
        return _of_list(_object(data["listPicker"]), request, title)
    if "event" in data:
        slot = next(iter(_objects(_object(data["event"]).get("timeslots"))), {})
        return Pick(request, title, time=_text(slot.get("identifier")))
    return Pick(request, title)


def _of_quick_reply(told: Mapping[str, Any], request: str, title: str) -> Pick:
    """`selectedIdentifier` is there on new devices, `selectedIndex` and the items on all."""
    items, index = _objects(told.get("items")), told.get("selectedIndex")
    item = items[index] if isinstance(index, int) and 0 <= index < len(items) else {}
    identifier = _text(told.get("selectedIdentifier")) or _text(item.get("identifier"))
    return Pick(request, _text(item.get("title")) or title, _place(identifier))


def _of_list(told: Mapping[str, Any], request: str, title: str) -> Pick:
    """The sections have only what was chosen; the first counts, since nothing of ours takes several."""
    items = [item for section in _objects(told.get("sections")) for item in _objects(section.get("items"))]
    item = items[0] if items else {}
    return Pick(request, _text(item.get("title")) or title, _place(_text(item.get("identifier"))))


def _place(identifier: str) -> int:
    """Our identifiers of choices are their numbers."""
    is_number = identifier.isascii() and identifier.isdigit() and len(identifier) < 4
    return int(identifier) - 1 if is_number else -1


def _objects(value: object) -> Sequence[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
