"""How one record is told: each aspect with and without its fact, the caveats, and the source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.dialogue.desk import Desk
from bot.dialogue.wording import place_line, tell
from bot.knowledge.record import ASPECTS, Record
from tests.small import TODAY

LICENSE, BOAT, POTHOLE = "service:fishing-license", "service:boat-title", "service:pothole"
FISH, ROAD = "agency:fish", "agency:road"
NAME = "Department of Fish and Boats"
DESK_OF_FISH = {"phone": "601-555-0100", "email": "desk@fish.example.gov", "holder": NAME}
HOURS = "8 a.m. to 5 p.m., Monday to Friday"


def record_of(desk: Desk, identity: str) -> Record:
    record = desk.record(identity)
    assert record
    return record


def first(desk: Desk, identity: str, aspect: str | None) -> tuple[str, dict[str, Any]]:
    """The response that carries the answer, and its values besides title and summary."""
    say = tell(record_of(desk, identity), aspect, desk, TODAY)[0]
    return say.response, {k: v for k, v in say.values.items() if k not in ("title", "summary")}


@pytest.mark.parametrize(
    ("identity", "aspect", "response", "values"),
    [
        (LICENSE, "cost", "utter_cost", {"fee": "$10 a year"}),
        (LICENSE, "how", "utter_how", {"how": "online, in person"}),
        (LICENSE, "requirements", "utter_requirements", {"items": "• Photo ID\n• Proof of residence"}),
        (LICENSE, "when", "utter_when", {"when": "licenses run from July 1 to June 30"}),
        (LICENSE, "link", "utter_link", {"url": "https://fish.example.gov/license"}),
        (LICENSE, "contact", "utter_contact_both", DESK_OF_FISH),
        (LICENSE, "hours", "utter_hours", {"hours": HOURS, "agency": NAME}),
        (POTHOLE, "contact", "utter_contact", {"contact": "601-555-0102", "holder": "Report a pothole"}),
        (BOAT, "link", "utter_link", {"url": "https://fish.example.gov"}),
        (
            BOAT,
            "where",
            "utter_where",
            {"agency": NAME, "address": "1 River Road, Jackson, MS 39201"},
        ),
        (FISH, "contact", "utter_contact_both", DESK_OF_FISH),
        ("faq:tides", "link", "utter_link", {"url": "https://tides.example.gov"}),
        ("news:2026-10-01-catfish-record", "link", "utter_link", {"url": "https://fish.example.gov/catfish"}),
        ("event:boat-show", "when", "utter_event_next", {"when": "December 5, 2026 – December 6, 2026"}),
        ("event:boat-show", "about", "utter_event_next", {"when": "December 5, 2026 – December 6, 2026"}),
        ("event:holiday-river-day", "when", "utter_event_next", {"when": "June 1, 2027"}),
        (
            "contact:harbor-master",
            "contact",
            "utter_contact",
            {"contact": "601-555-0103", "holder": "Harbor master"},
        ),
        ("plan:goal-1", "about", "utter_about_items", {"items": "• Test the water\n• Plant trees"}),
    ],
)
def test_an_aspect_on_record_is_told(
    desk: Desk, identity: str, aspect: str, response: str, values: dict[str, Any]
) -> None:
    assert first(desk, identity, aspect) == (response, values)


@pytest.mark.parametrize("aspect", [a for a in ASPECTS if a not in ("about", "how")])
def test_an_aspect_not_on_record_is_said_to_be_unknown(desk: Desk, aspect: str) -> None:
    assert first(desk, "service:lemonade-stand", aspect) == (f"utter_{aspect}_unknown", {})


def test_how_without_ways_is_the_summary(desk: Desk) -> None:
    assert first(desk, "service:lemonade-stand", "how") == ("utter_how_unknown", {})


@pytest.mark.parametrize(
    "identity",
    [
        "fact:official-captain",
        "county:leflore",
        "policy:ai-principle-2",
        "plan:goal-1",
        "news:2019-05-02-new-bridge",
    ],
)
@pytest.mark.parametrize("aspect", ["cost", "requirements", "hours", "contact", "how"])
def test_a_record_that_is_a_sentence_tells_it_instead(desk: Desk, identity: str, aspect: str) -> None:
    assert first(desk, identity, aspect)[0] == "utter_summary"


@pytest.mark.parametrize(
    ("identity", "response"),
    [
        (LICENSE, "utter_about"),
        (FISH, "utter_about"),
        ("topic:roads", "utter_about"),
        ("office:road-greenwood", "utter_about"),
        ("fact:official-captain", "utter_summary"),
        ("county:leflore", "utter_summary"),
        ("faq:tides", "utter_summary"),
        ("event:bridge-hearing", "utter_summary"),
    ],
)
@pytest.mark.parametrize("aspect", ["about", None, "something new"])
def test_about_is_title_and_summary_or_a_sentence(
    desk: Desk, identity: str, response: str, aspect: str | None
) -> None:
    record = record_of(desk, identity)
    say = tell(record, aspect, desk, TODAY)[0]
    assert (say.response, say.values["summary"]) == (response, record.summary)


def test_a_service_with_offices_lists_them(desk: Desk) -> None:
    response, values = first(desk, LICENSE, "where")
    assert response == "utter_where_offices"
    assert values["items"].splitlines() == [
        "• Fish and Boats office, Greenwood, 7 Cotton Street, Greenwood, MS 38930, 662-555-0101",
        "• Fish and Boats office, Holly Springs, Holly Springs",
    ]


@pytest.mark.parametrize(
    ("identity", "response"),
    [
        ("office:fish-greenwood", "utter_summary"),
        ("contact:harbor-master", "utter_summary"),
        ("event:boat-show", "utter_summary"),
        (ROAD, "utter_where_offices"),
        ("service:lemonade-stand", "utter_where_unknown"),
    ],
)
def test_where_a_record_has_no_offices_of_its_own(desk: Desk, identity: str, response: str) -> None:
    assert first(desk, identity, "where")[0] == response


def test_an_office_in_one_line(desk: Desk) -> None:
    assert place_line(record_of(desk, "office:fish-holly-springs")) == (
        "Fish and Boats office, Holly Springs, Holly Springs"
    )


def rest(desk: Desk, record: Record) -> list[tuple[str, dict[str, Any]]]:
    """What stands below the answer: caveats and source."""
    return [(say.response, dict(say.values)) for say in tell(record, "about", desk, TODAY)[1:]]


def test_a_checked_record_has_no_caveat(desk: Desk) -> None:
    assert rest(desk, record_of(desk, LICENSE)) == [
        (
            "utter_source",
            {
                "source": "fish.example.gov",
                "url": "https://fish.example.gov/license",
                "verified": "November 1, 2026",
            },
        )
    ]


def test_an_unchecked_record_is_to_be_confirmed(desk: Desk) -> None:
    with_agency = ("utter_confirm_with", {"agency": NAME})
    assert rest(desk, record_of(desk, BOAT)) == [with_agency]
    assert rest(desk, record_of(desk, "service:lemonade-stand")) == [("utter_confirm", {})]


@pytest.mark.parametrize(
    ("review_by", "due"),
    [
        (date(2026, 11, 20), ["utter_review_due"]),
        (TODAY, []),
        (date(2026, 11, 22), []),
        (None, []),
    ],
)
def test_a_record_past_its_review_says_so(desk: Desk, review_by: date | None, due: list[str]) -> None:
    record = replace(record_of(desk, LICENSE), review_by=review_by, source=None)
    assert [response for response, _ in rest(desk, record)] == due


def test_a_review_due_names_its_day_and_whom_to_ask(desk: Desk) -> None:
    (due, _) = rest(desk, record_of(desk, POTHOLE))
    assert due == ("utter_review_due", {"due": "January 1, 2026", "agency": "Road Commission"})
    homeless = replace(record_of(desk, POTHOLE), agency=None, source=None)
    assert rest(desk, homeless)[0][1]["agency"] == "Report a pothole"


def test_unchecked_counts_before_past_review(desk: Desk) -> None:
    record = replace(record_of(desk, POTHOLE), checked=False, source=None)
    assert [response for response, _ in rest(desk, record)] == ["utter_confirm_with"]


def test_a_source_without_a_day_is_undated(desk: Desk) -> None:
    (source,) = rest(desk, replace(record_of(desk, LICENSE), verified_on=None))
    assert source[0] == "utter_source_undated"


def test_the_hours_of_an_office_are_its_own(desk: Desk) -> None:
    office = record_of(desk, "office:fish-greenwood")
    office = replace(office, details=office.details | {"hours": "Tuesdays"})
    assert tell(office, "hours", desk, TODAY)[0].values["agency"] == office.title


def test_a_source_without_an_address_offers_none(desk: Desk) -> None:
    source = tell(record_of(desk, POTHOLE), "about", desk, TODAY)[-1]
    assert source.values.get("url") or "url" not in source.values
