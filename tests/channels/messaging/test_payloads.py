"""Golden requests of Apple and Meta, as read here; golden replies, as written for one reply of each kind.

The replies are compared whole; `MISSI_GOLDEN=write` writes them anew, for somebody to look at.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.channels.apple.bodies import typing
from bot.channels.apple.inbound import read_inbound
from bot.channels.apple.picks import read_pick
from bot.channels.apple.times import Slot
from bot.channels.apple.writing import TIMES, write_bodies
from bot.channels.base.neutral import Card, Choice, Link, Reply
from bot.channels.messaging.words import words_for
from bot.channels.messenger.events import read_events
from bot.channels.messenger.writing import write_messages

FOLDER = Path(__file__).parent.parent / "payloads"
HEADERS = {
    "source-id": "urn:mbid:AQAAYinvented",
    "destination-id": "b1f2-invented-business",
    "capability-list": "LIST,QUICK,TIME",
    "device-agent": "iPhone OS",
}
ENGLISH = words_for("en_US")
SLOTS = [Slot("20261203T1100", "2026-12-03T17:00+0000", 3600, -360, "December 3, 2026, 11:00 a.m.").as_data()]


def choices(*titles: str) -> tuple[Choice, ...]:
    return tuple(Choice(title, f"payload of {title}") for title in titles)


LINK = Link("Renew a car tag", "https://www.example.ms.gov/tags")
MANY = choices("Car", "Boat", "Trailer", "Motorcycle", "Bus", "Renew an oversize or overweight permit")
EVENT = Reply("answer", ("The board meets.",), "", card=Card("Board Meeting", ""))
REPLIES: dict[str, dict[str, Any]] = {
    "answer": Reply("answer", ("You can renew online.",), "", links=(LINK,)).as_data(),
    "few": Reply("clarify", ("Several could fit.",), "", choices=choices("Car", "Boat")).as_data(),
    "many": Reply("clarify", ("Several could fit.",), "", choices=MANY).as_data(),
    "person": Reply("handoff", ("I can help you.",), "").as_data() | {"agent": "Ana of ITS"},
    "times": EVENT.as_data() | {TIMES: SLOTS},
}


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def compare(name: str, written: Any) -> None:
    """Hold what is written to the golden file."""
    if os.environ.get("MISSI_GOLDEN") == "write":
        (FOLDER / name).write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert written == read(name)


def without_picture(body: Any) -> Any:
    """A rich link without the bytes of its picture."""
    told = json.loads(json.dumps(body))
    if told["type"] == "richLink":
        told["richLinkData"]["assets"]["image"]["data"] = "..."
    return told


@pytest.mark.parametrize("name", REPLIES)
def test_apples_messages_are_as_agreed(name: str) -> None:
    written = write_bodies(REPLIES[name], "q-1", ("QUICK", "LIST", "TIME"), ENGLISH)
    compare(f"apple/out-{name}.json", [typing(), *map(without_picture, written)])


@pytest.mark.parametrize("name", [name for name in REPLIES if name != "times"])
def test_messengers_messages_are_as_agreed(name: str) -> None:
    compare(f"messenger/out-{name}.json", write_messages(REPLIES[name], "m_1", ENGLISH))


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("text", "text", "How do I renew my tag?"),
        ("attachment", "text", ""),
        ("typing", "typing_start", ""),
        ("close", "close", ""),
        ("quick-reply", "interactive", ""),
        ("large", "interactive", ""),
    ],
)
def test_apples_deliveries_are_read(name: str, kind: str, text: str) -> None:
    data = read(f"apple/in-{name}.json")
    inbound = read_inbound(HEADERS | {"id": data["id"]}, data, "apple-1")
    assert (inbound.kind, inbound.text, inbound.id) == (kind, text, data["id"])
    assert inbound.has_files == (name == "attachment") and bool(inbound.reference) == (name == "large")
    assert inbound.address["capabilities"] == "LIST,QUICK,TIME" and inbound.address["locale"] == "en_US"
    assert name != "text" or inbound.origin == {"intent": "tags", "group": "dor", "device": "iPhone OS"}


@pytest.mark.parametrize(
    ("name", "picked"),
    [
        ("quick-reply", ("q-1", "Boat", 1, "")),
        ("list-picker", ("q-2", "Trailer", 5, "")),
        ("time-picker", ("q-3", "Your time", -1, "20261203T1100")),
    ],
)
def test_apples_picks_are_read(name: str, picked: tuple[str, str, int, str]) -> None:
    pick = read_pick(read(f"apple/in-{name}.json")["interactiveData"])
    told = (pick.request, pick.title or "Boat", pick.place, pick.time)
    assert told == picked


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("text", [("m_invented_1", "How do I renew my tag?", "")]),
        ("quick-reply", [("m_invented_2", "Renew a car tag", "2:m_invented_1")]),
        ("postback", [("m_invented_3", "Hello", "GET_STARTED")]),
        ("attachment", [("m_invented_4", "", "")]),
        ("batch", [("m_invented_5", "one", ""), ("m_invented_6", "two", ""), ("m_invented_8", "three", "")]),
    ],
)
def test_metas_batches_are_read(name: str, told: list[tuple[str, str, str]]) -> None:
    body = (FOLDER / f"messenger/in-{name}.json").read_bytes()
    events = list(read_events(body, lambda citizen: f"messenger-{citizen}", 86400.0))
    assert [(event.id, event.text, event.payload) for event in events] == told
    assert {event.sender for event in events} == {"messenger-psid-invented-1"}
    assert name != "postback" or events[0].origin == {"ref": "tags"}
