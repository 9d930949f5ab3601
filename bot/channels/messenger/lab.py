"""Meta in the channel lab: events as Meta signs them, and replies as Messenger shows them."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.channels.lab.vendor import Call, Shown
from bot.channels.lab.vendors import RECEIVER

if TYPE_CHECKING:
    from bot.channels.base.answer import Answer
    from bot.channels.base.door import Door

CITIZEN, PAGE = "lab-citizen", "lab-page"
OUTGOING = "MISSI_MESSENGER_GRAPH"
ENVIRONMENT: Mapping[str, str] = {
    "MISSI_MESSENGER_APP_SECRET": "lab-app-secret-known-to-everybody",
    "MISSI_MESSENGER_PAGE_TOKEN": "lab-page-token-known-to-everybody",
    "MISSI_MESSENGER_VERIFY_TOKEN": "lab-verify-token",
    OUTGOING: f"{RECEIVER}/messenger",
}


def build_request(text: str, environment: Mapping[str, str]) -> Call:
    """See Vendor."""
    now = int(time.time() * 1000)
    event = {
        "sender": {"id": CITIZEN},
        "recipient": {"id": PAGE},
        "timestamp": now,
        "message": {"mid": f"m_{uuid.uuid4().hex}", "text": text},
    }
    told = {"object": "page", "entry": [{"id": PAGE, "time": now, "messaging": [event]}]}
    body = json.dumps(told).encode()
    secret = environment["MISSI_MESSENGER_APP_SECRET"].encode()
    signature = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": signature, "Content-Type": "application/json"}
    return Call("/webhooks/messenger/webhook", body, headers)


def preview(answer: Answer, door: Door) -> Sequence[Any]:
    """See Vendor."""
    from bot.channels.base.message import Message, Said
    from bot.channels.base.outgoing import outgoing_of
    from bot.channels.messenger.connector import WINDOW_S, MessengerConnector
    from bot.channels.messenger.events import Event
    from bot.channels.messenger.settings import read_messenger

    settings = read_messenger(ENVIRONMENT, door.settings)
    if settings is None:
        return []
    connector = MessengerConnector(door, outgoing_of(door.app), settings)
    now = time.time()
    address = {"id": CITIZEN, "until": str(now + WINDOW_S)}
    asked = Event("messenger-lab", f"m_{uuid.uuid4().hex}", now, address)
    rendered = connector.render(answer, Message(asked, connector, Said("messenger-lab", "")))
    return [post.body for post in connector.write(rendered, "messenger-lab", address, asked.id)]


def show(reply: Any) -> list[Shown]:
    """See Vendor."""
    if "message" not in reply:
        return [Shown("note", reply["sender_action"].replace("_", " "))]
    told = reply["message"]
    choices = [Shown("choice", one["title"]) for one in told.get("quick_replies", ())]
    return [Shown("written", told["text"]), *choices]
