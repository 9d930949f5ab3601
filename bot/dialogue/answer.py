"""The replies every kind of question shares: an answer, a choice, a list, a miss."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.desk import Desk
from bot.dialogue.memory import TRAIL_LENGTH, Memory
from bot.dialogue.reply import Button, Reply, Say
from bot.dialogue.rights import is_right
from bot.dialogue.turn import Turn
from bot.dialogue.wording import tell
from bot.knowledge.record import Record

PAGE = 5
MISSES_BEFORE_PERSON = 2
LONGEST_KEPT = 300  # characters of an unanswered question
AT_AGENCY = {"fact": frozenset({"contact", "where", "hours"}), "contact": frozenset({"where", "hours"})}
"""By type of record, what it has not; of a person it is that of the agency."""


def option_button(record: Record) -> Button:
    """A button that chooses a record."""
    return Button(record.title, "/choose_option" + json.dumps({"option": record.id}))


def remember(memory: Memory, record: Record, aspect: str | None, kind: str) -> Memory:
    """The memory after a record was told."""
    trail = memory.trail
    if memory.record and memory.record != record.id:
        trail = (*trail, memory.record)[-TRAIL_LENGTH:]
    return Memory(record=record.id, aspect=aspect, kind=kind, trail=trail)


def answer_with(
    record: Record,
    turn: Turn,
    desk: Desk,
    *,
    aspect: str | None,
    score: float | None = None,
    kind: str = "question",
    lead: Sequence[Say] = (),
) -> Reply:
    """Tell one record; of people, what only their agency has is told of that."""
    if aspect in AT_AGENCY.get(record.type, ()):
        record = desk.agency_of(record) or record
    told = tell(record, aspect, desk, turn.today, text=turn.text)
    return Reply(
        says=(*lead, *told, *([Say("utter_person_too")] if is_right(record) else [])),
        outcome="answer",
        memory=remember(turn.memory, record, aspect, kind),
        records=(record,),
        aspect=aspect,
        score=score,
    )


def clarify(records: Sequence[Record], turn: Turn, *, aspect: str | None, score: float) -> Reply:
    """Let the citizen choose."""
    buttons = (*map(option_button, records),)
    memory = replace(
        turn.memory,
        options=tuple(r.id for r in records),
        awaiting=True,
        aspect=aspect,
        asked=turn.text[:LONGEST_KEPT],
        listing=(),
        misses=0,
    )
    return Reply((Say("utter_clarify", {}, buttons),), "clarify", memory, tuple(records), aspect, score)


def list_records(
    lines: Sequence[tuple[Record, str]], turn: Turn, head: Say, *, kind: str, first: Record | None = None
) -> Reply:
    """Show a list five at a time; what is left waits for "more".

    Args:
        lines: each record with its line of text.
        turn: the turn answered.
        head: what stands above the list.
        kind: what kind of answer it is, for follow-ups.
        first: a record the whole list belongs to (a topic), named before the listed ones.
    """
    shown, rest = lines[:PAGE], lines[PAGE:]
    items = "\n".join(f"• {line}" for _, line in shown)
    says = [head, Say("utter_list", {"items": items})]
    if rest:
        says.append(Say("utter_more_left", {"left": str(len(rest))}))
    records = tuple(record for record, _ in shown)
    told = first or (records[0] if len(lines) == 1 else None)
    kept = turn.memory.record if kind == "office" else None  # other lists change the subject
    memory = replace(
        turn.memory,
        record=told.id if told else kept,
        kind=kind,
        options=tuple(r.id for r in records),
        awaiting=False,
        listing=tuple(record.id for record, _ in rest),
        misses=0,
    )
    return Reply(tuple(says), "answer", memory, ((first,) if first else ()) + records)


def miss(turn: Turn, response: str, score: float | None = None, **values: str) -> Reply:
    """Say honestly that there is no answer, and who can help; offer a person after two misses in a row."""
    misses = turn.memory.misses + 1
    says = [Say(response, values)]
    offered = None
    if misses >= MISSES_BEFORE_PERSON:
        says.append(Say("utter_offer_person"))
        offered = "person"
    memory = replace(turn.memory, misses=misses, offered=offered, options=(), awaiting=False, listing=())
    return Reply(tuple(says), "refuse", memory, score=score)
