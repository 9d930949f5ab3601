"""Cards show what a record has, of every type, and nothing that a browser should not be given."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from bot.channels.web.calendar_files import write_calendar
from bot.channels.web.cards import build_card
from bot.channels.web.links import mail_link, map_link, phone_link, web_link
from bot.knowledge.record import TYPES, Record, Source
from tests.small import TODAY

OFFICE = Record(
    id="office:capitol",
    title="Capitol office",
    summary="An office.",
    details={
        "address": "100 High St & 5th, Jackson",
        "phone": "601-555-0100",
        "email": "help@example.gov",
        "hours": "8 to 5",
        "kind": "driver station",
    },
    topics=("driving",),
    source=Source("example.gov", "https://example.gov/a"),
    verified_on=date(2026, 11, 1),
)


def test_an_office_has_a_telephone_a_map_and_a_source() -> None:
    assert build_card(OFFICE, TODAY, "I'm sure.") == {
        "record": "office:capitol",
        "type": "office",
        "title": "Capitol office",
        "summary": "An office.",
        "hours": "8 to 5",
        "address": "100 High St & 5th, Jackson",
        "phone": {"text": "601-555-0100", "href": "tel:+16015550100"},
        "email": {"text": "help@example.gov", "href": "mailto:help@example.gov"},
        "map": {"href": "https://www.openstreetmap.org/search?query=100+High+St+%26+5th%2C+Jackson"},
        "source": {"title": "example.gov", "url": "https://example.gov/a"},
        "verified_on": "2026-11-01",
        "topics": ["driving"],
        "why": {
            "record": "office:capitol",
            "title": "Capitol office",
            "verified_on": "2026-11-01",
            "words": "I'm sure.",
        },
    }


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "outside"])
def test_every_record_of_a_type_has_a_card_with_its_own_facts_only(
    shipped: tuple[Record, ...], kind: str
) -> None:
    records = [record for record in shipped if record.type == kind]
    assert records
    for record in records:
        card = build_card(record, TODAY)
        assert all(value not in (None, "", [], {}) for value in card.values()), record.id
        for name in ("fee", "requirements", "how", "hours", "address", "place", "time"):
            assert card.get(name) == record.details.get(name), record.id
        for name in ("link", "phone", "email", "map", "ics"):
            href = card.get(name, {}).get("href", "https://")
            assert href.startswith(("https://", "http://", "tel:+1", "tel:", "mailto:", "/chat/")), href
        if "phone" in record.details:
            assert "href" in card["phone"], f"{record.id}: cannot be dialed"


def test_dates_of_events_and_news_are_told(shipped: tuple[Record, ...]) -> None:
    cards = {record.id: build_card(record, TODAY) for record in shipped}
    christmas = cards["event:holiday-christmas-day"]
    assert (christmas["when"], christmas["starts"]) == ("December 25, 2026", "2026-12-25")
    past = cards["event:2018-03-22-its-board-meeting"]
    assert past["when"] == "March 22, 2018" and past["time"] == "11:00 a.m." and "ics" not in past
    vague = cards["event:cybersecurity-summit"]
    assert vague["when"] == "October–December 2026"
    assert "starts" not in vague and "ics" not in vague
    assert cards["news:2019-07-24-mississippi-digital-government-summit-2019"]["when"] == "July 24, 2019"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://www.ms.gov/x?y=1", "https://www.ms.gov/x?y=1"),
        ("http://ms.gov", "http://ms.gov"),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT:alert(1)", None),
        ("data:text/html,x", None),
        ("//ms.gov", None),
        ("https:", None),
        ("http://[broken", None),
        ("ms.gov", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_linked(address: str | None, link: str | None) -> None:
    assert web_link(address) == link


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("601-432-8000", "tel:+16014328000"),
        ("1-800-222-1222", "tel:+18002221222"),
        ("911", "tel:911"),
        ("call us", None),
        ("601-432-8000;ext=1", None),
        ("٩١١", None),
    ],
)
def test_numbers_that_can_be_dialed_are_linked(phone: str, link: str | None) -> None:
    assert phone_link(phone) == link


def test_other_links_cannot_break_out() -> None:
    assert mail_link('a@b.gov"><script>') is None
    assert mail_link("a@b.gov?bcc=x@y.z") is None
    assert '"' not in map_link('x" onclick="y') and "<" not in map_link("<b>")


def test_a_calendar_file_has_each_day_of_the_coming_year(shipped: tuple[Record, ...]) -> None:
    record = next(r for r in shipped if r.id == "event:holiday-christmas-day")
    # Christmas of 2022 was a Sunday: the Monday is kept.
    for day, kept in ((date(2026, 11, 1), date(2026, 12, 25)), (date(2022, 12, 1), date(2022, 12, 26))):
        written = write_calendar(record, day)
        assert written is not None
        (event,) = Calendar.from_ical(written).walk("VEVENT")
        assert event["DTSTART"].dt == kept and (event["DTEND"].dt - kept).days == 1
        assert str(event["SUMMARY"]) == record.title and str(event["DESCRIPTION"]) == record.summary
        assert event["UID"] and event["DTSTAMP"]


def test_every_event_with_a_day_has_a_calendar_file_that_can_be_read(shipped: tuple[Record, ...]) -> None:
    written = {r.id: write_calendar(r, TODAY) for r in shipped if r.type == "event"}
    files = {identity: file for identity, file in written.items() if file}
    assert len(files) >= 10
    for identity, file in files.items():
        assert Calendar.from_ical(file).walk("VEVENT"), identity
        assert max(map(len, file.split(b"\r\n"))) <= 75, "RFC 5545, 3.1"
