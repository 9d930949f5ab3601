"""Moves within a conversation: say it again, go back, yes and no to an offer, a person."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answer import answer_with, miss
from bot.dialogue.choice import offer_again
from bot.dialogue.desk import Desk
from bot.dialogue.memory import Memory
from bot.dialogue.reply import Reply, Say
from bot.dialogue.turn import Turn


def repeat_answer(turn: Turn, desk: Desk) -> Reply:
    """The last answer once more, or the choice when one is open."""
    if turn.memory.awaiting and turn.memory.options:
        return offer_again(turn, desk)
    record = desk.record(turn.memory.record)
    if record is None:
        return miss(turn, "utter_nothing_to_repeat")
    return answer_with(record, turn, desk, aspect=turn.memory.aspect)


def go_back(turn: Turn, desk: Desk) -> Reply:
    """The answer before the last one."""
    record = desk.record(turn.memory.trail[-1] if turn.memory.trail else None)
    if record is None:
        return repeat_answer(turn, desk)
    shorter = replace(turn.memory, trail=turn.memory.trail[:-1], record=None)
    return answer_with(record, replace(turn, memory=shorter), desk, aspect="about")


def accept(turn: Turn, desk: Desk) -> Reply:
    """Yes: to the person offered, or to the first option; else to nothing in particular."""
    if turn.memory.offered == "person":
        return offer_person(turn, desk)
    options = desk.records(turn.memory.options[:1])
    if options:
        return answer_with(options[0], turn, desk, aspect=turn.memory.aspect)
    return Reply((Say("utter_go_on"),), "smalltalk", turn.memory)


def decline(turn: Turn, desk: Desk) -> Reply:
    """No: let go of what was offered."""
    memory = replace(turn.memory, offered=None, options=(), awaiting=False, listing=())
    response = "utter_none_of_these" if turn.memory.options else "utter_anything_else"
    return Reply((Say(response),), "smalltalk", memory)


def offer_person(turn: Turn, desk: Desk) -> Reply:
    """Who can help in person: the agency of the record in mind, and the state's help line."""
    says = [Say("utter_person")]
    record = desk.record(turn.memory.record)
    agency = desk.agency_of(record) if record else None
    if agency and agency.details.get("phone"):
        values = {"agency": agency.title, "phone": agency.details["phone"]}
        says.insert(0, Say("utter_person_agency", values))
    memory = replace(turn.memory, offered=None, misses=0)
    records = (agency,) if len(says) > 1 and agency else ()
    return Reply(tuple(says), "handoff", memory, records, effect="person")


def offer_deletion(turn: Turn, desk: Desk) -> Reply:
    """Ask whether the whole conversation should go; the front door hears the yes, and deletes it."""
    return Reply((Say("utter_confirm_deletion"),), "clarify", turn.memory, effect="delete")


def start_over(turn: Turn, desk: Desk) -> Reply:
    """Forget what was talked about."""
    return Reply((Say("utter_fresh_start"),), "smalltalk", Memory())
