"""Turns an answer into what a browser shows: texts, cards, choices, and what may be asked next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.channels.base.answer import Answer
from bot.channels.web.cards import Card, build_card
from bot.channels.web.catalog import Catalog
from bot.channels.web.words import LANGUAGE, read_words
from bot.knowledge.record import Record

SHOWN_AS_CARDS = frozenset({"answer", "handoff", "safety"})
"""In other outcomes the records named are choices, or none."""
MOST_CARDS = 6
MOST_FOLLOW_UPS = 4


def build_reply(answer: Answer, catalog: Catalog, today: date, phrases: Mapping[str, str]) -> dict[str, Any]:
    """Return the `reply` of a Turn of the API; `phrases` are the responses of `domain.yml`."""
    contract = answer.contract
    words = read_words().of_chance(contract["score"])
    records = _records(contract, catalog)
    # How sure it is was told of the first record only.
    cards = [build_card(record, today, None if n else words) for n, record in enumerate(records)]
    texts = [message["text"] for message in answer.messages if message.get("text")]
    is_one = len(records) == 1 and contract["outcome"] == "answer"
    repeated = _repeated(texts, records[0], phrases) if is_one else set()
    reply = {
        "outcome": contract["outcome"],
        "texts": [text for text in texts if text not in repeated],
        "cards": cards,
        "choices": [
            {"title": button["title"], "payload": button["payload"]}
            for message in answer.messages
            for button in message.get("buttons", ())
        ],
        "quick_replies": _follow_ups(cards, contract),
        "confidence_words": words,
        "score": contract["score"],
        "spoken": contract["spoken"],
        "emergency": contract["outcome"] == "safety",
        "lang": LANGUAGE,
    }
    return reply | ({"agent": answer.agent} if answer.agent else {})


def _records(contract: Mapping[str, Any], catalog: Catalog) -> list[Record]:
    """The records that are shown as cards."""
    if contract["outcome"] not in SHOWN_AS_CARDS:
        return []
    return [record for identity in contract["records"] if (record := catalog.record(identity))][:MOST_CARDS]


def _repeated(texts: Sequence[str], record: Record, phrases: Mapping[str, str]) -> set[str]:
    """The texts that say no more than the record's card does: its title and summary, and its source."""
    values = {"title": record.title, "summary": record.summary}
    told = {phrases[name].format(**values) for name in ("utter_about", "utter_summary")}
    if record.source:
        source = phrases["utter_source_plain_undated"].format(source=record.source.title).rstrip(".")
        told |= {text for text in texts if text.startswith(source)}
    return told


def _follow_ups(cards: list[Card], contract: Mapping[str, Any]) -> list[dict[str, str]]:
    """What else the one record that was told can answer."""
    if len(cards) != 1 or contract["outcome"] != "answer":
        return []
    return [
        {"title": follow_up["title"], "payload": follow_up["payload"]}
        for follow_up in read_words().follow_ups
        if follow_up["fact"] in cards[0] and follow_up["aspect"] != contract["aspect"]
    ][:MOST_FOLLOW_UPS]
