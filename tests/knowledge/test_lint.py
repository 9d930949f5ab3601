"""The lint: each rule stops a bad record and lets its good neighbor pass.

The shipped records have no error; the rules about words are in test_lint_wording.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.files import read_records
from bot.knowledge.lint import Finding, check_records
from bot.knowledge.record import Record, Source

TODAY = date(2026, 11, 22)
KNOWLEDGE = Path(__file__).parents[2] / "data" / "knowledge"

DEER = Record(
    id="service:deer",
    title="Deer license",
    summary="You can buy a deer license online or in a store near you.",
    topics=("outdoors",),
    agency="mdwfp",
    county="hinds",
    verified_on=date(2026, 11, 21),
    review_by=date(2027, 11, 21),
    asks=("How do I get a deer license?",),
)
NEIGHBORS = (
    Record(id="topic:outdoors", title="Outdoors", summary="Hunting and parks.", asks=("outdoors",)),
    Record(id="agency:mdwfp", title="Wildlife", summary="Hunting licenses.", asks=("wildlife office",)),
    Record(id="county:hinds", title="Hinds County", summary="Its seat is Jackson.", asks=("hinds seat",)),
)


def find(record: Record, *others: Record) -> list[Finding]:
    """Return what is found in `record` when it stands among its neighbors."""
    return [f for f in check_records((*NEIGHBORS, *others, record), TODAY) if f.record == record.id]


def levels(record: Record, *others: Record) -> list[tuple[str, str]]:
    return [(f.level, f.field) for f in find(record, *others)]


def with_details(**details: Any) -> Record:
    return replace(DEER, details=details)


def test_a_good_record_has_no_findings() -> None:
    assert check_records((*NEIGHBORS, DEER), TODAY) == []


@pytest.mark.parametrize(
    ("level", "field", "change"),
    [
        ("error", "topics", {"topics": ("outdoors", "outdoor")}),
        ("error", "agency", {"agency": "mdwf"}),
        ("error", "county", {"county": "hind"}),
        ("error", "title", {"title": "..."}),
        ("error", "summary", {"summary": " - "}),
        ("warning", "asks", {"asks": ()}),
        ("warning", "asks", {"asks": (" ",)}),
        ("error", "verified_on", {"verified_on": date(2026, 11, 23)}),
        ("error", "verified_on", {"verified_on": date(2009, 12, 31)}),
        ("error", "review_by", {"verified_on": TODAY, "review_by": TODAY}),
        ("warning", "review_by", {"verified_on": date(2025, 1, 1), "review_by": date(2026, 11, 21)}),
        ("error", "source.url", {"source": Source("a page", "www.ms.gov/deer")}),
        ("note", "checked", {"checked": False}),
    ],
)
def test_bad_field_is_found(level: str, field: str, change: dict[str, Any]) -> None:
    assert levels(replace(DEER, **change)) == [(level, field)]


@pytest.mark.parametrize(
    "change",
    [
        {"topics": ()},
        {"agency": None, "county": None},
        {"summary": "Deer."},
        {"verified_on": TODAY},
        {"verified_on": date(2010, 1, 1)},
        {"verified_on": date(2025, 1, 1), "review_by": TODAY},
        {"verified_on": None, "review_by": None},
        {"source": Source("a page", "http://www.co.harrison.ms.us/departments/human%20services/")},
        {"source": Source("a leaflet")},
        {"checked": True},
    ],
)
def test_good_field_passes(change: dict[str, Any]) -> None:
    assert levels(replace(DEER, **change)) == []


def test_services_of_an_office_resolve() -> None:
    office = replace(
        DEER, id="office:jackson", title="Jackson", asks=("jackson",), details={"services": ["deer"]}
    )
    assert levels(office, DEER) == []
    assert levels(office) == [("error", "details.services")]


def test_a_reference_to_a_retired_record_does_not_resolve() -> None:
    retired = Record(id="topic:deer", title="Deer", summary="Deer.", status="retired")
    assert levels(replace(DEER, topics=("deer",)), retired) == [("error", "topics")]


def test_two_records_of_a_type_do_not_share_a_title() -> None:
    twin = replace(DEER, id="service:twin", title="deer  LICENSE", asks=("twin",))
    assert levels(twin, DEER) == [("error", "title")]
    assert levels(replace(twin, id="faq:twin"), DEER) == []
    assert levels(twin, replace(DEER, status="retired")) == []


def test_two_records_do_not_share_an_ask() -> None:
    twin = replace(DEER, id="service:twin", title="Twin", asks=("how do I get a DEER license?",))
    assert find(twin, DEER) == [
        Finding(
            "error",
            "service:twin",
            "asks",
            "expected an ask of its own, service:deer has 'how do I get a DEER license?'",
        )
    ]
    assert levels(replace(twin, asks=("How do I get two deer licenses?",)), DEER) == []
    assert levels(replace(DEER, asks=DEER.asks * 2)) == []


def test_an_event_does_not_end_before_it_begins() -> None:
    begins = date(2026, 12, 1)
    assert levels(with_details(date=begins, ends=date(2026, 11, 30))) == [("error", "details.ends")]
    assert levels(with_details(date=begins, ends=begins)) == []
    assert levels(with_details(ends=begins)) == []


@pytest.mark.parametrize(
    "rule",
    [
        "every fall",
        "RRULE:FREQ=DAILY",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=SECONDLY",
        "BYMONTH=1",
        "FREQ=DAILY;INTERVAL=0",
        "",
    ],
)
def test_a_rule_without_days_is_found(rule: str) -> None:
    assert levels(with_details(rrule=rule)) == [("error", "details.rrule")]


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=YEARLY;BYMONTH=1,4,7", "FREQ=WEEKLY"]
)
def test_a_rule_with_days_passes(rule: str) -> None:
    assert levels(with_details(rrule=rule)) == []


@pytest.mark.parametrize(
    "number", ["601-432-800", "(601) 432-8000", "601.432.8000", "101-432-8000", "912", "call us"]
)
def test_a_malformed_phone_is_found(number: str) -> None:
    assert levels(with_details(phone=number)) == [("error", "details.phone")]
    assert levels(with_details(fax=number)) == [("error", "details.fax")]


@pytest.mark.parametrize("number", ["601-432-8000", "1-800-844-6272", "911", "988", "811", "211", "511"])
def test_a_phone_passes(number: str) -> None:
    assert levels(with_details(phone=number, fax=number)) == []


@pytest.mark.parametrize(
    "text", ["Call (601) 432-8000 now.", "Call 601.432.8000 now.", "Call 601-132-8000 now."]
)
def test_a_malformed_phone_in_a_text_is_found(text: str) -> None:
    assert levels(replace(DEER, summary=text)) == [("error", "summary")]
    assert levels(with_details(note=text)) == [("error", "details.note")]


@pytest.mark.parametrize(
    "text",
    [
        "Call the line (800-784-8669) or 211.",
        "PO Box 1700, Jackson 39215-1700.",
        "Form 71-661.",
        "1-800-QUIT-NOW",
    ],
)
def test_phones_and_other_numbers_in_a_text_pass(text: str) -> None:
    assert levels(replace(DEER, summary=text)) == []


@pytest.mark.parametrize(
    "email", ["help@ms", "help at ms.gov", "@ms.gov", "help@ms..gov", "a@ms.gov b@ms.gov"]
)
def test_a_malformed_email_is_found(email: str) -> None:
    assert levels(with_details(email=email)) == [("error", "details.email")]


@pytest.mark.parametrize(
    "email", ["funeral_board@msbfs.state.ms.us", "jay.white@its.ms.gov", "MSDH@msdh.ms.gov"]
)
def test_an_email_passes(email: str) -> None:
    assert levels(with_details(email=email)) == []


@pytest.mark.parametrize(
    "link", ["ms.gov", "ftp://ms.gov/", "https://", "https://ms gov/", "http://[", "http://local"]
)
def test_a_malformed_link_is_found(link: str) -> None:
    assert levels(with_details(url=link, link=link)) == [("error", "details.url"), ("error", "details.link")]


def test_a_link_passes() -> None:
    assert levels(with_details(url="https://www.ms.gov/a?b=(1)", link="http://ms.gov")) == []


def test_retired_records_are_left_alone() -> None:
    assert levels(replace(DEER, status="retired", agency="gone", asks=(), summary="")) == []
    assert levels(replace(DEER, status="draft", agency="gone")) == [("error", "agency")]


def test_findings_come_worst_first_then_in_the_order_of_the_records() -> None:
    one = replace(DEER, id="service:one", title="One", asks=(), agency="gone")
    two = replace(DEER, id="service:two", title="Two", asks=(), checked=False, county="gone")
    found = check_records((*NEIGHBORS, one, two), TODAY)
    assert [(f.level, f.record) for f in found] == [
        ("error", "service:one"),
        ("error", "service:two"),
        ("warning", "service:one"),
        ("warning", "service:two"),
        ("note", "service:two"),
    ]


def test_the_shipped_records_have_no_error() -> None:
    found = check_records(read_records(KNOWLEDGE), date.today())
    assert [f for f in found if f.level == "error"] == []
