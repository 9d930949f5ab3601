"""Reads what a client sent: bounded in size, never a command in disguise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MAX_BODY_BYTES = 256 * 1024
MAX_TEXT = 1000
MAX_SENDER = 200
DEFAULT_SENDER = "default"
# Rasa reads a leading slash as a command; only the payloads of our own buttons may carry one.
_OWN_PAYLOAD = re.compile(
    r'/(none_of_these|show_more|browse_topic|ask_person|choose_option\{"option": ?"[a-z]+:[a-z0-9.-]+"\})'
)


@dataclass(frozen=True)
class Incoming:
    """A citizen's message."""

    sender: str
    text: str


def read_incoming(body: bytes) -> Incoming:
    """Return the message in a JSON body `{"sender", "message"}`; anything unusable counts as no words."""
    if len(body) > MAX_BODY_BYTES:
        return Incoming(DEFAULT_SENDER, "")
    try:
        data = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        data = {}
    if not isinstance(data, dict):
        data = {}
    sender, message = data.get("sender"), data.get("message")
    return Incoming(
        sender=_clean_sender(sender),
        text=clean(message) if isinstance(message, str) else "",
    )


def _clean_sender(sender: object) -> str:
    """Cut to MAX_SENDER and leave out what the database or UTF-8 cannot take: NUL, halves of surrogates."""
    name = "".join(c for c in str(sender)[:MAX_SENDER] if c.isprintable()) if sender else ""
    return name or DEFAULT_SENDER


def clean(text: str) -> str:
    """Cut to MAX_TEXT, drop control characters, and take the slash from anything but our own payloads."""
    text = "".join(c if c.isprintable() else " " for c in text[:MAX_TEXT]).strip()
    return text if _OWN_PAYLOAD.fullmatch(text) else text.lstrip("/ ")
