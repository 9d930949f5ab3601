"""Reads what Twilio tells of a phone call, each time it asks what to do next.

The address that it asks carries how often it did (`turn`), so that a caller may say the same twice, while a
repetition of one request stays the same message.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.base.webhook import Rejected

SPANISH_KEY, PERSON_KEY, REPEAT_KEY = "2", "0", "*"
_MOST_TURNS = 100_000


@dataclass(frozen=True)
class Call:
    """One request."""

    sid: str
    """Twilio's id of the call."""
    turn: int
    """How many requests of the call came before."""
    speech: str = ""
    confidence: float = 1.0
    """How sure it is of the words, from 0 to 1."""
    digits: str = ""
    dialed: str = ""
    """How putting the caller through has ended, if that was done."""

    @property
    def id(self) -> str:
        """The id of the message: the same for the same request."""
        told = f"{self.sid} {self.turn} {self.speech} {self.digits} {self.dialed}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def read_call(form: Mapping[str, str], turn: str | None) -> Call:
    """Return the call of a form; `turn` is what the address says. Raises Rejected 400."""
    sid, number = form.get("CallSid", ""), turn or "0"
    if not sid or not (number.isascii() and number.isdigit()) or int(number[:7]) > _MOST_TURNS:
        raise Rejected(400, "fields")
    return Call(
        sid=sid,
        turn=int(number),
        speech=form.get("SpeechResult", "").strip(),
        confidence=_share(form.get("Confidence", "")),
        digits=form.get("Digits", "")[:1],
        dialed=form.get("DialCallStatus", ""),
    )


def _share(value: str) -> float:
    """The confidence; no number, or 0, says nothing against the words: some models tell none."""
    try:
        share = float(value)
    except ValueError:
        return 1.0
    return share if 0 < share <= 1 else 1.0
