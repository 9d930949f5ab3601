"""Browses by topic: the services of one, or all topics to choose from."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answer import list_records
from bot.dialogue.choice import list_topic
from bot.dialogue.desk import Desk
from bot.dialogue.intents import query_of
from bot.dialogue.question import overrule
from bot.dialogue.reply import Reply, Say
from bot.dialogue.subject import content_words
from bot.dialogue.turn import Turn
from bot.knowledge.search.decision import Band
from bot.knowledge.search.query import Filters

TOPICS = Filters(types=frozenset({"topic"}))


def browse_topic(turn: Turn, desk: Desk) -> Reply:
    """List the services of the topic asked for; all topics when none is named."""
    named = desk.records(f"topic:{slug}" for slug in turn.values("topic"))
    if named:
        return list_topic(named[0], turn, desk)
    plain = overrule(turn, desk, "topic")
    if plain:
        return plain
    if not turn.text.startswith("/") and content_words(turn.text):  # a button names nothing
        finding = desk.find(query_of(turn, filters=TOPICS))
        if finding.band is not Band.REFUSE:
            return list_topic(finding.hits[0].record, turn, desk)
    topics = desk.of_type("topic")
    reply = list_records([(r, r.title) for r in topics], turn, Say("utter_topics"), kind="topics")
    return replace(reply, records=topics[:5])
