"""Turns an answer into what a browser shows: texts, cards, choices, and what may be asked next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.channels.turns import Answer
from bot.channels.web.cards import Card, build_card
from bot.channels.web.catalog import Catalog
from bot.channels.web.words import LANGUAGE, read_words

SHOWN_AS_CARDS = frozenset({"answer", "handoff", "safety"})
"""In other outcomes the records named are choices, or none."""
MOST_CARDS = 6
MOST_FOLLOW_UPS = 4


def build_reply(answer: Answer, catalog: Catalog, today: date) -> dict[str, Any]:
    """Return the `reply` of a Turn of the API."""
    contract = answer.contract
    words = read_words().of_chance(contract["score"])
    cards = _cards(contract, catalog, today, words)
    return {
        "outcome": contract["outcome"],
        "texts": [message["text"] for message in answer.messages if message.get("text")],
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


def _cards(contract: Mapping[str, Any], catalog: Catalog, today: date, words: str | None) -> list[Card]:
    if contract["outcome"] not in SHOWN_AS_CARDS:
        return []
    records = [record for identity in contract["records"] if (record := catalog.record(identity))]
    # How sure it is was told of the first record only.
    return [build_card(r, today, words if n == 0 else None) for n, r in enumerate(records[:MOST_CARDS])]


def _follow_ups(cards: list[Card], contract: Mapping[str, Any]) -> list[dict[str, str]]:
    """What else the one record that was told can answer."""
    if len(cards) != 1 or contract["outcome"] != "answer":
        return []
    return [
        {"title": follow_up["title"], "payload": follow_up["payload"]}
        for follow_up in read_words().follow_ups
        if follow_up["fact"] in cards[0] and follow_up["aspect"] != contract["aspect"]
    ][:MOST_FOLLOW_UPS]
