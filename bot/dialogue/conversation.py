"""Where a question goes: a bare place asks for the office of what was talked about, all else is searched."""

from __future__ import annotations

from bot.dialogue.desk import Desk
from bot.dialogue.offices import find_office
from bot.dialogue.places import names_only_place
from bot.dialogue.question import answer_question
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn

PLACE_BOUND = frozenset({"service", "agency", "office"})


def answer_any(turn: Turn, desk: Desk) -> Reply:
    """Answer a question or a follow-up."""
    before = (turn.memory.record or "").partition(":")[0]
    if before in PLACE_BOUND and names_only_place(turn):
        return find_office(turn, desk)
    return answer_question(turn, desk)
