"""Phone calls in the channel lab."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from bot.channels.lab.vendor import Call, Shown
from bot.channels.twilio.lab import CITIZEN, ENVIRONMENT, OURS, sign

if TYPE_CHECKING:
    from bot.channels.base.answer import Answer
    from bot.channels.base.door import Door

__all__ = ["ENVIRONMENT", "OUTGOING", "build_request", "preview", "show"]
OUTGOING: str | None = None
CALL = "CA" + "0" * 32
NOTES = {"Hangup": "hangs up", "Dial": "puts the caller through", "Gather": "listens for words, or a key"}


def build_request(text: str, environment: Mapping[str, str]) -> Call:
    """See Vendor: somebody says the text in a call that goes on; a single digit is a key."""
    form = {"CallSid": CALL, "CallStatus": "in-progress", "From": CITIZEN, "To": OURS, "FromCity": ""}
    key = text if len(text) == 1 and text in "0123456789*#" else ""
    form |= {"Digits": key} if key else {"SpeechResult": text, "Confidence": "0.93"}
    turn = 2 + int(time.time() * 10) % 90_000  # another one each time, so that it is another message
    return sign(f"/webhooks/phone/webhook?turn={turn}", form, environment)


def preview(answer: Answer, door: Door) -> Sequence[Any]:
    """See Vendor."""
    from bot.channels.base.neutral import reply_of
    from bot.channels.spoken.turn import SpokenTurn
    from bot.channels.twilio.twiml import Way, write_turn

    return [write_turn(SpokenTurn(reply_of(answer, door)), Way("https://lab.example.org"))]


def show(reply: Any) -> list[Shown]:
    """See Vendor."""
    document = ElementTree.fromstring(reply)
    said = ["".join(part.itertext()) for part in document.iter("Say")]
    notes = [Shown("note", note) for verb, note in NOTES.items() if document.find(verb) is not None]
    return [Shown("said", " ".join(said)), *notes] if said else notes
