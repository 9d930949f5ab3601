"""A program on the REST channel, for comparison with the vendors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.channels.lab.vendor import Call, Shown

if TYPE_CHECKING:
    from bot.channels.base.answer import Answer
    from bot.channels.base.door import Door

ENVIRONMENT: Mapping[str, str] = {}
OUTGOING = None
SENDER = "lab-citizen"


def build_request(text: str, environment: Mapping[str, str]) -> Call:
    """See Vendor."""
    body = json.dumps({"sender": SENDER, "message": text}).encode()
    return Call("/webhooks/rest/webhook", body, {"Content-Type": "application/json"})


def preview(answer: Answer, door: Door) -> Sequence[Any]:
    """See Vendor."""
    from bot.channels.base.message import Message, Said
    from bot.channels.rest import RestConnector

    connector = RestConnector()
    return [connector.render(answer, Message(None, connector, Said(SENDER, "")))]


def show(reply: Any) -> list[Shown]:
    """See Vendor."""
    shown: list[Shown] = []
    for told in reply:
        if told.get("text"):
            shown.append(Shown("written", told["text"]))
        shown += [Shown("choice", button["title"]) for button in told.get("buttons") or ()]
    return shown
