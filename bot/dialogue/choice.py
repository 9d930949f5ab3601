"""Picks one of the options offered before: by button, by place in the list, or by a word of its name."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.answer import answer_with, list_records, miss, option_button
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply, Say
from bot.dialogue.subject import content_words
from bot.dialogue.turn import Turn
from bot.dialogue.wording import list_line
from bot.knowledge.record import Record

_PLACES = {
    0: r"first|1st|1|top|uno|former",
    1: r"second|2nd|two|2|middle|latter",
    2: r"third|3rd|three|3",
    3: r"fourth|4th|four|4",
    4: r"fifth|5th|five|5",
}
PLACE_WORDS = tuple(
    "first 1st second 2nd third 3rd fourth 4th fifth 5th last top middle bottom former latter next".split()
)
"""Words that choose by place, and name nothing."""
_ONE = re.compile(r"^\W*one(\W+(please|pls|thanks))?\W*$|\b(number|option)\W+one\b")
"""As "one" counts: in "the boat one" it only stands for an option."""
_LAST = re.compile(r"\b(last|bottom|final)\b")
LISTS = frozenset({"topic", "topics", "office", "events", "news", "holiday"})
_OTHER = re.compile(r"\b(other|another|else|different|next)\b")


def choose_option(turn: Turn, desk: Desk) -> Reply:
    """Tell the option chosen."""
    record = chosen_option(turn, desk)
    if record is None:
        return offer_again(turn, desk)
    if record.type == "topic":
        return list_topic(record, turn, desk)
    reply = answer_with(record, turn, desk, aspect=turn.memory.aspect)
    # "No, the other one" may follow.
    return replace(reply, memory=replace(reply.memory, options=turn.memory.options))


def chosen_option(turn: Turn, desk: Desk) -> Record | None:
    """The option that was pressed or spoken of, if any was."""
    pressed = turn.values("option")
    return desk.record(pressed[0]) if pressed else _spoken(turn, desk)


def named_option(turn: Turn, desk: Desk) -> Record | None:
    """The one option whose name holds every word that names something, if there is just one."""
    words = set(content_words(turn.text))
    options = desk.records(turn.memory.options)
    if not words or not options or turn.memory.kind == "topic":
        return None
    fitting = [r for r in options if words <= set(content_words(r.title))]
    return fitting[0] if len(fitting) == 1 else None


def reject_options(turn: Turn, desk: Desk) -> Reply:
    """None of them fits: ask for other words, and offer a person."""
    return miss(turn, "utter_none_of_these")


def list_topic(topic: Record, turn: Turn, desk: Desk) -> Reply:
    """The services of a topic."""
    services = [r for r in desk.of_type("service") if topic.slug in r.topics]
    services.sort(key=lambda r: r.topics.index(topic.slug))
    lines = [(r, r.title) for r in services]
    head = Say("utter_topic", {"title": topic.title, "summary": topic.summary})
    return list_records(lines, turn, head, kind="topic", first=topic)


def _spoken(turn: Turn, desk: Desk) -> Record | None:
    options = desk.records(turn.memory.options)
    text = turn.text.lower()
    if not options:
        return _other_of_trail(text, turn, desk)
    if _OTHER.search(text) and turn.memory.record:
        others = [r for r in options if r.id != turn.memory.record]
        return others[0] if others else None
    if _LAST.search(text):
        return options[-1]
    if _ONE.search(text):
        return options[0]
    for place in sorted(_PLACES, reverse=True):
        if place < len(options) and re.search(rf"\b({_PLACES[place]})\b", text):
            return options[place]
    return named_option(turn, desk)


def _other_of_trail(text: str, turn: Turn, desk: Desk) -> Record | None:
    return desk.record(turn.memory.trail[-1]) if _OTHER.search(text) and turn.memory.trail else None


def offer_again(turn: Turn, desk: Desk) -> Reply:
    """The open choice once more; without one, ask what it is about."""
    options = desk.records(turn.memory.options)
    if not options:
        return miss(turn, "utter_ask_subject")
    buttons = tuple(option_button(record) for record in options)
    return Reply((Say("utter_clarify", {}, buttons),), "clarify", turn.memory, options)


def show_more(turn: Turn, desk: Desk) -> Reply:
    """The next five of a long list; without one, the rest of what is known of the record in mind."""
    waiting = desk.records(turn.memory.listing)
    if waiting:
        lines = [(r, list_line(r, turn.today)) for r in waiting]
        return list_records(lines, turn, Say("utter_more_head"), kind=turn.memory.kind or "question")
    record = desk.record(turn.memory.record)
    if record is None or turn.memory.kind in LISTS:
        return miss(turn, "utter_nothing_more")
    return answer_with(record, turn, desk, aspect="about")
