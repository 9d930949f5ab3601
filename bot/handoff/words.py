"""Short answers that the front door understands by itself, in English and Spanish."""

from __future__ import annotations

import re

_YES = re.compile(
    r"(yes|yeah|yep|yup|y|sure|ok|okay|correct|right|do it|delete it|go ahead"
    r"|si|sí|claro|bórrala?|borrala?|hazlo)"
    r"( (please|ma'?am|sir|por favor|delete it|do it|go ahead|i am|i'm sure|i am sure))?"
)
_NO = re.compile(r"(no|nope|nah|n|keep it|don'?t|do not|no thanks|no thank you|no gracias)( .{0,30})?")
_CANCEL = re.compile(r"(cancel|stop|quit|never ?mind|forget it|no thanks|cancelar|olvídalo|olvidalo|ya no)")


def is_yes(text: str) -> bool:
    """Whether the words are a plain yes."""
    return _YES.fullmatch(_plain(text)) is not None


def is_no(text: str) -> bool:
    """Whether the words are a plain no."""
    return _NO.fullmatch(_plain(text)) is not None


def is_cancel(text: str) -> bool:
    """Whether the words end what was begun."""
    return _CANCEL.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]+", " ", text.lower().replace("’", "'")).split())
