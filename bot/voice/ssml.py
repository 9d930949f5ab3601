"""Marks up what is said for a voice: SSML 1.1 as Alexa, Google, and Twilio's voices take it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_UNSAYABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\uffef]")
"""What XML 1.0 does not allow, and emoji."""
_MARKED = re.compile(
    r"(?P<telephone>\b(?:1-)?[0-9]{3}-[0-9]{3}-[0-9]{4}\b)"
    r"|(?P<digits>\b(?:[2-8]11|911|988)\b|[0-9]{5,})"
    r"|(?P<cardinal>[0-9]+)"
)


def to_ssml(text: str, language: str = "en-US") -> str:
    """Return the inside of `<speak>`: well-formed whatever the text, every digit marked by how it is said."""
    text = _UNSAYABLE.sub(" ", text)
    parts, end = [], 0
    for found in _MARKED.finditer(text):
        parts += [escape(text[end : found.start()]), _mark(found)]
        end = found.end()
    return "".join(parts) + escape(text[end:])


def _mark(found: re.Match[str]) -> str:
    return f'<say-as interpret-as="{found.lastgroup}">{found[0]}</say-as>'
