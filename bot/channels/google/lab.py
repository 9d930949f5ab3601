"""Google in the channel lab: what Dialogflow CX sends when somebody types, and what its messenger shows."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from bot.channels.google.settings import PATH
from bot.channels.lab.vendor import Call, Shown

if TYPE_CHECKING:
    from bot.channels.base.answer import Answer
    from bot.channels.base.door import Door

OUTGOING: str | None = None
HEADER = "MISSI_GOOGLE_HEADER"
ENVIRONMENT: Mapping[str, str] = {HEADER: "X-Missi-Key: lab-header-known-to-everybody-no-secret"}
AGENT = "projects/lab/locations/global/agents/lab"


def build_request(text: str, environment: Mapping[str, str]) -> Call:
    """See Vendor; of the proofs, the header is the one that can be given here."""
    asked = {
        "detectIntentResponseId": str(uuid.uuid4()),
        "languageCode": "en",
        "text": text,
        "fulfillmentInfo": {"tag": "ask"},
        "pageInfo": {"currentPage": f"{AGENT}/flows/lab/pages/ask", "displayName": "Ask"},
        "sessionInfo": {"session": f"{AGENT}/sessions/lab-citizen", "parameters": {}},
    }
    name, _, value = environment.get(HEADER, "").partition(":")
    proof = {name.strip(): value.strip()} if name else {}
    return Call(PATH, json.dumps(asked).encode(), {"Content-Type": "application/json"} | proof)


def preview(answer: Answer, door: Door) -> Sequence[Any]:
    """See Vendor."""
    from bot.channels.base.neutral import reply_of
    from bot.channels.google.request import CX, Asked
    from bot.channels.google.response import write_response
    from bot.channels.spoken.turn import SpokenTurn

    turn = SpokenTurn(reply_of(answer, door))
    asked = Asked(CX, "lab", "", is_spoken=False)
    return [write_response(asked, turn, is_person_wanted=answer.effect == "person")]


def show(reply: Any) -> list[Shown]:
    """See Vendor."""
    shown = [part for message in reply["fulfillmentResponse"]["messages"] for part in _show(message)]
    return [*shown, *([Shown("note", "ends the session")] if "targetPage" in reply else [])]


def _show(message: Mapping[str, Any]) -> list[Shown]:
    if "text" in message:
        return [Shown("written", text) for text in message["text"]["text"]]
    if "outputAudioText" in message:
        spoken = ElementTree.fromstring(message["outputAudioText"]["ssml"])
        return [Shown("said", " ".join("".join(spoken.itertext()).split()))]
    if "liveAgentHandoff" in message:
        return [Shown("note", "hands over to a person")]
    shown = []
    for part in (part for card in message["payload"]["richContent"] for part in card):
        if part["type"] == "info":
            shown.append(Shown("link", f"{part['title']} ({part['anchor']['href']})"))
        else:
            shown += [Shown("choice", option["text"]) for option in part["options"]]
    return shown
