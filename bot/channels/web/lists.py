"""Lists of records for pages: services by topic, events by when they are, news."""

from __future__ import annotations

from datetime import date, timedelta

from bot.channels.web.catalog import Catalog
from bot.channels.web.words import read_words
from bot.knowledge.calendar import occurrences
from bot.knowledge.record import Record

AHEAD = timedelta(days=365)


def list_services(catalog: Catalog, topic: str | None, words: str = "") -> list[Record]:
    """Services of a topic, popular ones and those it fits best first, whose words have all of `words`."""
    found = [r for r in catalog.of_type("service") if topic is None or topic in r.topics]
    if topic is not None:
        popularity = read_words().popularity
        found.sort(key=lambda record: (popularity(record.slug), record.topics.index(topic)))
    wanted = words.lower().split()
    return [record for record in found if all(word in _said(record) for word in wanted)]


def list_events(catalog: Catalog, topic: str | None, county: str | None, start: date) -> list[Record]:
    """Events that take place in the year from a day on, each once, by when they are next.

    Those of a county include those of the whole state.
    """
    fitting = [
        record
        for record in catalog.of_type("event")
        if (topic is None or topic in record.topics) and (county is None or record.county in (None, county))
    ]
    coming = occurrences(fitting, start, start + AHEAD)
    return list({occurrence.record.id: occurrence.record for occurrence in coming}.values())


def list_news(catalog: Catalog) -> list[Record]:
    """News, newest first."""
    return sorted(catalog.of_type("news"), key=lambda record: record.details["published"], reverse=True)


def _said(record: Record) -> str:
    return " ".join((record.title, record.summary, *record.keywords)).lower()
