"""The steps `strip` and `cap`: what users may not send is taken off, and long messages are cut."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.channels.base.answer import Refused
from bot.channels.base.message import Message

if TYPE_CHECKING:
    from bot.channels.base.door import Door

MAX_TEXT = 1000
# Rasa reads a leading slash as a command; only the payloads of our own buttons may carry one.
_OWN_PAYLOAD = re.compile(
    r"/(none_of_these|show_more|browse_topic|ask_person|leave_queue|leave_contact"
    r"|confirm_deletion|keep_conversation"
    r'|choose_option\{"option": ?"[a-z]+:[a-z0-9.-]+"\})'
)
# Controls, formats (bidirectional), surrogates, what nobody has assigned, and separators but the space.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
# Soft hyphen, zero-width characters, variation selectors, tags: they stand within words, and split none.
_NOTHING = re.compile(
    "[\u00ad\u180b-\u180f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]+"
)


async def strip(message: Message, door: Door) -> None:
    """Leave the words: no command but the payloads of our own buttons, no character that nobody can see."""
    if message.said.payload is not None:
        message.text = message.said.payload
        return
    text = drop_unseen(message.said.text)
    is_payload = message.connector.takes_payloads_as_text and is_own_payload(text)
    message.text = text if is_payload else text.lstrip("/ ")


async def cap(message: Message, door: Door) -> None:
    """Refuse what is too long; only its beginning is looked through for danger."""
    if len(message.text) > MAX_TEXT:
        message.text = message.text[:MAX_TEXT]
        message.refusal = Refused("too_long")


def drop_unseen(text: str) -> str:
    """Return the text in one line without what nobody can see, or a database cannot take."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = _NOTHING.sub("", text)
    return " ".join("".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text).split())


def is_own_payload(text: str) -> bool:
    """Whether a text is the payload of a button that we show."""
    return _OWN_PAYLOAD.fullmatch(text) is not None


def clean(text: str) -> str:
    """Return what the assistant is given for words typed where buttons type their payloads."""
    text = drop_unseen(text)[:MAX_TEXT]
    return text if is_own_payload(text) else text.lstrip("/ ")
