"""What each general intent says about the record wanted: its aspect and its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.dialogue.elsewhere import is_elsewhere, names_elsewhere
from bot.dialogue.numbers import find_numbered
from bot.dialogue.subject import content_words, continues, points_back
from bot.dialogue.turn import Turn
from bot.knowledge.search.query import Filters, Query

ASPECT = {
    "ask_about": "about",
    "ask_how": "how",
    "ask_cost": "cost",
    "ask_requirements": "requirements",
    "ask_where": "where",
    "ask_hours": "hours",
    "ask_contact": "contact",
    "ask_when": "when",
    "ask_link": "link",
    "find_office": "where",
}
"""The aspect of a record that an intent asks for."""

KIND = {
    "ask_agency": "agency",
    "ask_official": "fact",
    "ask_fact": "fact",
    "ask_county": "county",
    "find_office": "office",
    "browse_topic": "topic",
    "list_events": "event",
    "ask_holiday": "event",
    "list_news": "news",
    "ask_plan": "plan",
    "ask_erate": "plan",
    "ask_policy": "policy",
    "ask_contact_person": "contact",
    "ask_portal": "faq",
    "out_of_scope": "outside",
    "say_nonsense": "outside",
    "insult_assistant": "outside",
    "make_smalltalk": "outside",
}
"""The type of record an intent usually wants; all other questions are about services."""

OUTSIDE = frozenset(intent for intent, kind in KIND.items() if kind == "outside")
"""Intents whose words no record should answer."""

PLACE_ASPECTS = frozenset({"where", "hours", "contact", "about"})
"""What an office can tell of itself."""

SURE = 0.65

MENTION_TYPES = {"agency": "agency", "county": "county", "topic": "topic", "official": "fact"}


def kinds(ranking: Mapping[str, float]) -> dict[str, float]:
    """By record type, how likely it is what is asked for."""
    likely: dict[str, float] = {}
    for intent, probability in ranking.items():
        kind = KIND.get(intent, "service")
        likely[kind] = likely.get(kind, 0.0) + probability
    return likely


def outside(ranking: Mapping[str, float]) -> float:
    """How likely the words are none of the state's business."""
    return sum(ranking.get(intent, 0.0) for intent in OUTSIDE)


def mentioned(names: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Ids of the records that (kind, value) pairs of recognized names stand for."""
    return frozenset(f"{MENTION_TYPES[kind]}:{value}" for kind, value in names if kind in MENTION_TYPES)


def is_sure(turn: Turn) -> bool:
    """Whether the intent is clear enough to act on without asking the search."""
    return turn.ranking.get(turn.intent, 0.0) >= SURE


def in_mind(turn: Turn) -> str | None:
    """Id of the record that words without a subject are about: the last told, or the first offered.

    What was told before a choice that offers it again stays in mind. After an office for a service was told,
    "what do I bring?" is about the service.
    """
    memory = turn.memory
    if memory.awaiting and memory.options and memory.record not in memory.options:
        return memory.options[0]
    told_by_places = ASPECT.get(turn.intent) in PLACE_ASPECTS
    if memory.record and memory.record.startswith("office:") and not told_by_places and memory.trail:
        return memory.trail[-1]
    return memory.record


def query_of(turn: Turn, filters: Filters | None = None) -> Query:
    """The search that a turn asks for."""
    return Query(
        text=turn.text,
        kinds=kinds(turn.ranking),
        outside=outside(turn.ranking),
        mentions=mentioned((e.kind, e.value) for e in turn.entities) | find_numbered(turn.text),
        cities=frozenset(turn.values("city")),
        context=in_mind(turn),
        leaning=float(continues(turn.text) or points_back(turn.text)),
        brevity=1.0 / (1 + len(content_words(turn.text))),
        elsewhere=float(is_elsewhere(turn.text)),
        names_elsewhere=names_elsewhere(turn.text),
        filters=filters,
        reading=turn.reading,
    )
