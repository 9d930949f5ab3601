"""Text messages in the channel lab."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from bot.channels.lab.vendor import Call, Shown
from bot.channels.twilio.lab import CITIZEN, ENVIRONMENT, OURS, sign
from bot.channels.twilio.segments import count_segments

if TYPE_CHECKING:
    from bot.channels.base.answer import Answer
    from bot.channels.base.door import Door

__all__ = ["ENVIRONMENT", "OUTGOING", "build_request", "preview", "show"]
OUTGOING: str | None = None


def build_request(text: str, environment: Mapping[str, str]) -> Call:
    """See Vendor."""
    form = {
        "MessageSid": f"SM{uuid.uuid4().hex}",
        "From": CITIZEN,
        "To": OURS,
        "Body": text,
        "NumMedia": "0",
        "FromCity": "",
    }
    return sign("/webhooks/sms/webhook", form, environment)


def preview(answer: Answer, door: Door) -> Sequence[Any]:
    """See Vendor."""
    from bot.channels.base.neutral import reply_of
    from bot.channels.spoken.words import ENGLISH
    from bot.channels.twilio.text import write_document, write_text
    from bot.channels.twilio.words import read_words

    return [write_document(write_text(reply_of(answer, door), read_words(ENGLISH)))]


def show(reply: Any) -> list[Shown]:
    """See Vendor."""
    texts = [message.text or "" for message in ElementTree.fromstring(reply).iter("Message")]
    segments = sum(count_segments(text) for text in texts)
    return [*(Shown("written", text) for text in texts), Shown("note", f"{segments} segments")]
