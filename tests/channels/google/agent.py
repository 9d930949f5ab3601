"""A Dialogflow agent of our own: calls the webhook as the real one does, in any of the three shapes."""

from __future__ import annotations

import itertools
import json
from typing import Any

from tests.channels.conftest import Answered, Served

PATH = "/webhooks/google/webhook"
KEY = "k" * 32
ENVIRONMENT = {
    "MISSI_GOOGLE_HEADER": f"X-Missi-Key: {KEY}",
    "MISSI_PUBLIC_URL": "https://assistant.example.gov",
}
HEADERS = {"Content-Type": "application/json", "X-Missi-Key": KEY, "User-Agent": "Google-Dialogflow"}
AGENT = "projects/p/locations/global/agents/a"
PHONE = {"telephony": {"caller_id": "+16015550111"}}
_numbers = itertools.count(1)


def cx(text: str = "", session: str = "s-1", **changes: Any) -> dict[str, Any]:
    """What Dialogflow CX sends when somebody types."""
    asked = {"text": text} if text else {}
    return {
        "detectIntentResponseId": f"d-{next(_numbers)}",
        "languageCode": "en",
        "fulfillmentInfo": {"tag": "ask"},
        "intentInfo": {"displayName": "catch all", "confidence": 0.6, "parameters": {}},
        "pageInfo": {"currentPage": f"{AGENT}/flows/f/pages/g", "displayName": "Ask"},
        "sessionInfo": {"session": f"{AGENT}/sessions/{session}", "parameters": {"locale": "en"}},
        "payload": {},
    } | asked | changes  # fmt: skip


def spoken(text: str = "", session: str = "s-1", **changes: Any) -> dict[str, Any]:
    """What Dialogflow CX sends when somebody speaks on the phone."""
    heard = {"transcript": text} if text else {}
    return cx(session=session, payload=PHONE, **heard, **changes)


def es(text: str, session: str = "s-1") -> dict[str, Any]:
    """What Dialogflow ES sends."""
    return {
        "responseId": f"r-{next(_numbers)}",
        "queryResult": {
            "queryText": text,
            "languageCode": "en",
            "intent": {"displayName": "Default Fallback Intent"},
            "parameters": {},
            "outputContexts": [],
        },
        "originalDetectIntentRequest": {"source": "DIALOGFLOW_CONSOLE", "payload": {}},
        "session": f"projects/p/agent/sessions/{session}",
    }


def builder(text: str, session: str = "s-1") -> dict[str, Any]:
    """What Actions Builder sent until June 2023."""
    return {
        "handler": {"name": "ask"},
        "intent": {"name": "actions.intent.NO_MATCH", "params": {}, "query": text},
        "scene": {"name": "Ask"},
        "session": {"id": session, "params": {}, "languageCode": "en"},
        "user": {"locale": "en-US", "verificationStatus": "VERIFIED"},
        "device": {"capabilities": ["SPEECH", "RICH_RESPONSE"]},
    }


async def call(served: Served, body: dict[str, Any]) -> dict[str, Any]:
    """Send a request; return the response."""
    return read(await served.post(PATH, json.dumps(body).encode(), HEADERS))


def read(answer: Answered) -> dict[str, Any]:
    """The JSON of a response."""
    assert answer.status == 200, answer.status
    assert answer.headers["Content-Type"] == "application/json"
    data: dict[str, Any] = json.loads(answer.body)
    return data
