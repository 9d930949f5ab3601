"""Lists of records over HTTP, the calendar file behind a card, and knowledge that changes while it runs."""

from __future__ import annotations

import time
from dataclasses import replace

from icalendar import Calendar

from bot.channels.web.catalog import LOOK_EVERY_S, Catalog
from bot.channels.web.words import read_words
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from tests.channels.web.citizen import API, Citizen
from tests.channels.web.conftest import Channel


def cards(channel: Channel, call: str) -> list[dict[str, object]]:
    listed = Citizen(channel.ports[0]).sends("GET", f"{API}/{call}").data
    assert listed["total"] >= len(listed["cards"])
    return list(listed["cards"])


def test_services_of_a_topic_come_with_those_it_fits_best_first(channel: Channel) -> None:
    driving = cards(channel, "services?topic=driving")
    assert driving[0]["record"] == "service:dl-renew"
    assert all("driving" in card["topics"] for card in driving)  # type: ignore[operator]
    found = cards(channel, "services?topic=driving&q=PERMIT%20learner")
    assert "service:dl-permit" in [card["record"] for card in found] and len(found) < len(driving)
    assert cards(channel, "services?topic=no-such") == []


def test_popular_services_come_before_others(channel: Channel, shipped: tuple[Record, ...]) -> None:
    first = [card["record"] for card in cards(channel, "services?topic=business")][:3]
    assert first == ["service:biz-start", "service:biz-name", "service:sales-tax-permit"]
    assert {f"service:{slug}" for slug in read_words().popular.split()} <= {r.id for r in shipped}


def test_events_come_by_when_they_are(channel: Channel) -> None:
    events = cards(channel, "events-list?from=2026-12-01")
    days = [card["starts"] for card in events if "starts" in card]
    assert days[0] == "2026-12-25" and days == sorted(days)
    assert len({card["record"] for card in events}) == len(events)
    assert cards(channel, "events-list?topic=no-such") == []
    assert cards(channel, "events-list?county=adams&from=2026-12-01")  # what is for the whole state


def test_news_come_newest_first(channel: Channel) -> None:
    assert cards(channel, "news")[0]["when"] == "July 24, 2019"


def test_the_calendar_file_of_a_card_can_be_fetched(channel: Channel) -> None:
    event = next(card for card in cards(channel, "events-list") if "ics" in card)
    path = event["ics"]["href"]  # type: ignore[index]
    reply = Citizen(channel.ports[0]).sends("GET", path)
    assert reply.body == Citizen(channel.ports[0]).sends("GET", path.replace(":", "%3A")).body
    assert reply.headers["content-type"].startswith("text/calendar")
    assert ".ics" in reply.headers["content-disposition"]
    assert Calendar.from_ical(reply.body).walk("VEVENT")


def test_what_is_published_shows_by_itself(store: Store, records: tuple[Record, ...]) -> None:
    store.save_all(records)
    catalog = Catalog(store)
    catalog.watch()
    service = catalog.of_type("service")[0]
    store.save_all([replace(service, title="Xylophone permits")])
    last = time.monotonic() + 10 * LOOK_EVERY_S
    while not catalog.suggestions.find("xyloph"):
        assert time.monotonic() < last, "nobody noticed"
        time.sleep(0.05)
    found = catalog.record(service.id)
    assert found is not None and found.title == "Xylophone permits"
