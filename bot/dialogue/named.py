"""The record that a question names outright, so that nothing needs to be searched."""

from __future__ import annotations

from bot.dialogue.desk import Desk
from bot.dialogue.intents import KIND, is_sure, mentioned
from bot.dialogue.numbers import find_numbered
from bot.dialogue.subject import content_words
from bot.dialogue.turn import Turn
from bot.knowledge.record import Record

_PERSONS_WORDS = ("governor", "governors", "state", "mississippi", "current", "ms")


def named_record(turn: Turn, desk: Desk) -> Record | None:
    """Return the topic, goal, official, county or agency that the words name, if there is exactly one.

    An agency must be all that is named: "DPS" is the agency, "DPS crash report" may be a service.
    A topic must be all that is said.
    """
    said = turn.text.strip(" .?!").lower()
    topics = [topic for topic in desk.of_type("topic") if topic.title.lower() == said]
    if topics:
        return topics[0]
    numbered = desk.records(find_numbered(turn.text))
    if len(numbered) == 1:
        return numbered[0]
    kind = KIND.get(turn.intent)
    if kind not in ("fact", "county", "agency") or not is_sure(turn):
        return None
    found = [
        r for r in desk.records(sorted(mentioned((e.kind, e.value) for e in turn.entities))) if r.type == kind
    ]
    if kind == "county" and not found:
        cities = set(turn.values("city"))
        found = [c for c in desk.of_type("county") if cities & _seats(c)]
    if kind in ("agency", "fact") and _names_more(turn):
        return None
    return found[0] if len(found) == 1 else None


def _seats(county: Record) -> set[str]:
    return {county.details["seat"], *county.details.get("seats", ())}


def _names_more(turn: Turn) -> bool:
    spoken = [entity.text for entity in turn.entities]
    return bool(content_words(turn.text, leave_out=[*spoken, *_PERSONS_WORDS]))
