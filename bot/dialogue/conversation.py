"""Where words go that several things can be meant by: a bare place, a choice where nothing is to choose."""

from __future__ import annotations

from bot.dialogue.choice import PLACE_WORDS, choose_option, chosen_option
from bot.dialogue.desk import Desk
from bot.dialogue.offices import find_office
from bot.dialogue.places import names_only_place
from bot.dialogue.question import answer_question
from bot.dialogue.reply import Reply
from bot.dialogue.subject import content_words
from bot.dialogue.turn import Turn

PLACE_BOUND = frozenset({"service", "agency", "office"})


def answer_any(turn: Turn, desk: Desk) -> Reply:
    """Answer a question or a follow-up."""
    before = (turn.memory.record or "").partition(":")[0]
    if before in PLACE_BOUND and names_only_place(turn):
        return find_office(turn, desk)
    return answer_question(turn, desk)


def choose_or_answer(turn: Turn, desk: Desk) -> Reply:
    """Tell the option chosen; words that choose none of them but name something ask for that."""
    names_more = bool(content_words(turn.text, PLACE_WORDS) or turn.entities) and not turn.values("option")
    if chosen_option(turn, desk) is None and names_more:
        reply = answer_any(turn, desk)
        if reply.outcome == "answer" or (reply.outcome == "clarify" and not turn.memory.options):
            return reply
    return choose_option(turn, desk)
