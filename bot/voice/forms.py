"""The spoken form of a record: what staff wrote to be said, otherwise its title and summary."""

from __future__ import annotations

from bot.dialogue.wording import SELF_TOLD
from bot.knowledge.record import Record
from bot.voice.breaths import breathe
from bot.voice.saying import say


def spoken_form(record: Record) -> list[str]:
    """Return what is said of a record in general, in breaths; the later ones for who asks for more."""
    return breathe(say(spoken_text(record)))


def spoken_text(record: Record) -> str:
    """Return what is to be said, as it is written."""
    if record.details.get("spoken"):
        return str(record.details["spoken"])
    return record.summary if record.type in SELF_TOLD else f"{record.title}: {record.summary}"
