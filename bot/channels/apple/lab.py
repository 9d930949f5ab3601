"""Apple in the channel lab: deliveries as Apple makes them, and replies as the Messages app shows them."""

from __future__ import annotations

import base64
import gzip
import json
import time
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import jwt

from bot.channels.lab.vendor import Call, Shown
from bot.channels.lab.vendors import RECEIVER

if TYPE_CHECKING:
    from bot.channels.base.answer import Answer
    from bot.channels.base.door import Door

CITIZEN = "urn:mbid:lab-citizen"
CAPABILITIES = "QUICK,LIST,TIME"
OUTGOING = "MISSI_APPLE_GATEWAY"
ENVIRONMENT: Mapping[str, str] = {
    "MISSI_APPLE_MSP_ID": "lab-provider",
    "MISSI_APPLE_SECRET": base64.b64encode(b"lab, known to everybody, no secret").decode(),
    "MISSI_APPLE_BUSINESS_IDS": "lab-business",
    OUTGOING: f"{RECEIVER}/apple",
}


def build_request(text: str, environment: Mapping[str, str]) -> Call:
    """See Vendor."""
    identity, business = str(uuid.uuid4()), environment["MISSI_APPLE_BUSINESS_IDS"].split()[0]
    told = {"id": identity, "type": "text", "v": 1, "sourceId": CITIZEN, "destinationId": business}
    claims = {"aud": environment["MISSI_APPLE_MSP_ID"], "iat": int(time.time())}
    token = jwt.encode(claims, base64.b64decode(environment["MISSI_APPLE_SECRET"]), algorithm="HS256")
    headers = {
        "Authorization": f"Bearer {token}",
        "id": identity,
        "source-id": CITIZEN,
        "destination-id": business,
        "capability-list": CAPABILITIES,
        "device-agent": "iPhone OS",
        "Content-Encoding": "gzip",
        "Content-Type": "application/json",
    }
    body = gzip.compress(json.dumps(told | {"locale": "en_US", "body": text}).encode())
    return Call("/webhooks/apple/message", body, headers)


def preview(answer: Answer, door: Door) -> Sequence[Any]:
    """See Vendor."""
    from bot.channels.apple.connector import AppleConnector
    from bot.channels.apple.gateway import Gateway
    from bot.channels.apple.inbound import Inbound
    from bot.channels.apple.settings import read_apple
    from bot.channels.base.message import Message, Said
    from bot.channels.base.outgoing import outgoing_of

    settings = read_apple(ENVIRONMENT, door.settings)
    if settings is None:
        return []
    outgoing = outgoing_of(door.app)
    connector = AppleConnector(door, outgoing, Gateway(settings, outgoing))
    address = {"id": CITIZEN, "business": "lab-business", "capabilities": CAPABILITIES, "locale": "en_US"}
    asked = Inbound("apple-lab", str(uuid.uuid4()), "text", address)
    rendered = connector.render(answer, Message(asked, connector, Said("apple-lab", "")))
    return [post.body for post in connector.write(rendered, "apple-lab", address, asked.id)]


def show(reply: Any) -> list[Shown]:
    """See Vendor."""
    kind = reply["type"]
    if kind == "text":
        return [Shown("written", reply["body"])]
    if kind == "richLink":
        link = reply["richLinkData"]
        return [Shown("link", f"{link['title']} ({link['url']})")]
    if kind != "interactive":
        return [Shown("note", kind.replace("_", " "))]
    data = reply["interactiveData"]["data"]
    if "quick-reply" in data:
        return [Shown("choice", item["title"]) for item in data["quick-reply"]["items"]]
    if "event" in data:
        times = [Shown("choice", slot["startTime"]) for slot in data["event"]["timeslots"]]
        return [Shown("card", f"Pick a time: {data['event']['title']}"), *times]
    items = [item for section in data["listPicker"]["sections"] for item in section["items"]]
    title = reply["interactiveData"]["receivedMessage"]["title"]
    return [Shown("card", title), *(Shown("choice", item["title"]) for item in items)]
