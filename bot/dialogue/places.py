"""The places that a turn names."""

from __future__ import annotations

from bot.dialogue.subject import content_words
from bot.dialogue.turn import Turn
from bot.knowledge.record import Record

PLACES = ("city", "county")
_PLACE_WORDS = ("county", "city", "town", "area")


def place_names(turn: Turn) -> list[str]:
    """The places the turn names, as they were spoken."""
    return [e.text for e in turn.entities if e.kind in PLACES]


def names_only_place(turn: Turn) -> bool:
    """Whether the words name a place and nothing else ("and in Rankin County?")."""
    names = place_names(turn)
    return bool(names) and not content_words(turn.text, leave_out=[*names, *_PLACE_WORDS])


def is_in(office: Record, turn: Turn) -> bool:
    """Whether an office lies in a city or county the turn names."""
    return office.details.get("city") in turn.values("city") or office.county in turn.values("county")
