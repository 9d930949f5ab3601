"""Picks one of the options offered before: by button, by place in the list, or by a word of its name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from bot.dialogue.answer import answer_with, list_records, miss, option_button
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply, Say
from bot.dialogue.subject import content_words
from bot.dialogue.turn import Turn
from bot.dialogue.wording import list_line
from bot.knowledge.record import Record

_PLACES = (
    ("first", "1st", "1", "top", "uno", "former"),
    ("second", "2nd", "2", "two", "middle", "latter"),
    ("third", "3rd", "3", "three"),
    ("fourth", "4th", "4", "four"),
    ("fifth", "5th", "5", "five"),
)
_LAST = ("last", "bottom", "final")
_OTHER = ("other", "another", "else", "different", "next")
PLACE_WORDS = frozenset((*itertools.chain(*_PLACES), *_LAST, *_OTHER))
"""Words that choose by place, and name nothing."""
_ONE = re.compile(r"^\W*one(\W+(please|pls|thanks))?\W*$|\b(number|option)\W+one\b")
"""As "one" counts: in "the boat one" it only stands for an option."""
LISTS = frozenset({"topic", "topics", "office", "events", "news", "holiday"})


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
    if _says(text, _OTHER) and turn.memory.record:
        others = [r for r in options if r.id != turn.memory.record]
        return others[0] if others else None
    if _says(text, _LAST):
        return options[-1]
    if _ONE.search(text):
        return options[0]
    for option, words in reversed(list(zip(options, _PLACES))):
        if _says(text, words):
            return option
    return named_option(turn, desk)


def _other_of_trail(text: str, turn: Turn, desk: Desk) -> Record | None:
    return desk.record(turn.memory.trail[-1]) if _says(text, _OTHER) and turn.memory.trail else None


def _says(text: str, words: Iterable[str]) -> bool:
    return re.search(rf"\b({'|'.join(words)})\b", text) is not None


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
