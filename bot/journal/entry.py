"""An entry of the journal, as the front door knows it at the end of a turn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Entry:
    """One turn; the columns of the table say what each means."""

    conversation: str
    at: float
    channel: str
    outcome: str
    question: str | None
    """As masked; None when nobody asked anything, such as for a button that starts over."""
    answer: str
    seq: int | None = None
    """The turn's number; None when its conversation is kept by Rasa alone."""
    intent: str | None = None
    confidence: float = 0.0
    score: float | None = None
    records: tuple[str, ...] = ()

    def as_row(self) -> dict[str, object]:
        """The row of the table."""
        wording = hash_wording(self.question) if self.question else None
        told = {"record": self.records[0] if self.records else None, "records": " ".join(self.records)}
        return vars(self) | told | {"wording": wording}


def hash_wording(question: str) -> str | None:
    """Return what is the same for two questions of the same words; None for one without words."""
    words = _NO_WORD.sub(" ", question.casefold()).strip()
    return blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest() if words else None
