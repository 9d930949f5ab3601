"""Plays Alexa for the channel lab: a signed request in, what is heard and shown out."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from bot.channels.alexa.settings import SKILL_ID
from bot.channels.lab.vendor import Call, Shown

if TYPE_CHECKING:
    from bot.channels.base.answer import Answer
    from bot.channels.base.door import Door

ENVIRONMENT: Mapping[str, str] = {
    SKILL_ID: "amzn1.ask.skill.00000000-0000-0000-0000-000000000000",
    "MISSI_ALEXA_VERIFY": "off",
}
"""Nobody but Amazon can sign for Amazon: signatures are not looked at; the tests have an authority."""
OUTGOING: str | None = None
PATH = "/webhooks/alexa/webhook"
LOCALE = "en-US"
FREE_TEXT, QUERY = "FreeTextIntent", "query"


def build_request(text: str, environment: Mapping[str, str]) -> Call:
    """Return what Alexa sends when somebody in an open skill says the text."""
    application = {"applicationId": environment.get(SKILL_ID, ENVIRONMENT[SKILL_ID]).split()[0]}
    user = {"userId": "amzn1.ask.account.LAB"}
    slot = {"name": QUERY, "value": text, "confirmationStatus": "NONE", "source": "USER"}
    intent = {"name": FREE_TEXT, "confirmationStatus": "NONE", "slots": {QUERY: slot}}
    envelope = {
        "version": "1.0",
        "session": {
            "new": False,
            "sessionId": "amzn1.echo-api.session.LAB",
            "application": application,
            "attributes": {},
            "user": user,
        },
        "context": {"System": {"application": application, "user": user}},
        "request": {
            "type": "IntentRequest",
            "requestId": f"amzn1.echo-api.request.{uuid.uuid4()}",
            "timestamp": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "locale": LOCALE,
            "dialogState": "IN_PROGRESS",
            "intent": intent,
        },
    }
    return Call(PATH, json.dumps(envelope).encode(), {"Content-Type": "application/json"})


def preview(answer: Answer, door: Door) -> Sequence[Any]:
    """Return the response that tells an answer to a newcomer."""
    from bot.channels.alexa.response import build_response
    from bot.channels.base.neutral import reply_of
    from bot.channels.spoken.turn import SpokenTurn

    return [build_response(SpokenTurn(reply_of(answer, door)), {}, LOCALE, elicits=True)]


def show(reply: Any) -> list[Shown]:
    """Return what is heard, what the app shows, and what Alexa does then."""
    response = reply.get("response", {})
    shown = []
    if "outputSpeech" in response:
        spoken = ElementTree.fromstring(response["outputSpeech"]["ssml"])
        shown.append(Shown("said", " ".join("".join(spoken.itertext()).split())))
    if "card" in response:
        shown.append(Shown("card", f"{response['card']['title']}\n{response['card']['content']}"))
    ends = response.get("shouldEndSession", True)
    return [*shown, Shown("note", "ends the session" if ends else "listens for about 8 seconds")]
