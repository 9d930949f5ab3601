"""When events take place and which holidays close state offices, from the published knowledge files.
Holidays of 2026 and 2027 are written out by hand, as in section 3-3-7 of the state's code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.calendar import (
    latest_occurrence,
    legal_holiday,
    next_holidays,
    next_occurrence,
    occurrences,
)
from bot.knowledge.files import read_records
from bot.knowledge.record import Record

TODAY = date(2026, 11, 21)
HOLIDAYS = {
    "new-years-day": ("2026-01-01", "2027-01-01"),
    "martin-luther-king-jr-and-robert-e-lee-birthdays": ("2026-01-19", "2027-01-18"),
    "washingtons-birthday": ("2026-02-16", "2027-02-15"),
    "confederate-memorial-day": ("2026-04-27", "2027-04-26"),
    "national-memorial-day-and-jefferson-davis-birthday": ("2026-05-25", "2027-05-31"),
    # July 4, 2027 is a Sunday.
    "independence-day": ("2026-07-04", "2027-07-05"),
    "labor-day": ("2026-09-07", "2027-09-06"),
    "armistice-or-veterans-day": ("2026-11-11", "2027-11-11"),
    "thanksgiving-day": ("2026-11-26", "2027-11-25"),
    "christmas-day": ("2026-12-25", "2027-12-25"),
}
SEPTEMBER = ("2027-09-01", "2027-09-30", False)
FEBRUARY = ("2028-02-01", "2028-02-29", False)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return read_records(Path(__file__).parents[2] / "data" / "knowledge")


def event(slug: str = "fair", /, **details: object) -> Record:
    return Record(id=f"event:{slug}", title=slug, summary=slug, details=dict(details))


def days(records: list[Record], start: str, end: str) -> list[tuple[str, str, bool]]:
    found = occurrences(records, date.fromisoformat(start), date.fromisoformat(end))
    return [(o.start.isoformat(), o.end.isoformat(), o.exact) for o in found]


@pytest.mark.parametrize(("slug", "expected"), HOLIDAYS.items())
def test_every_holiday_of_two_years(records: list[Record], slug: str, expected: tuple[str, str]) -> None:
    holiday = [record for record in records if record.id == f"event:holiday-{slug}"]
    assert days(holiday, "2026-01-01", "2027-12-31") == [(day, day, True) for day in expected]


def test_offices_close_on_holidays_and_on_no_other_day(records: list[Record]) -> None:
    year = [date.fromordinal(n) for n in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())]
    closed = [day.isoformat() for day in year if legal_holiday(records, day)]
    assert closed == [days[1] for days in HOLIDAYS.values()]


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        ("2023-01-02", "new-years-day"),
        ("2021-07-05", "independence-day"),
        ("2018-11-12", "armistice-or-veterans-day"),
        ("2022-12-26", "christmas-day"),
        ("2026-12-25", "christmas-day"),
        ("2026-07-04", "independence-day"),
        # The Sundays themselves, the Monday after a Saturday, the day after Thanksgiving, an ordinary Monday.
        ("2023-01-01", None),
        ("2022-12-25", None),
        ("2026-07-06", None),
        ("2026-11-27", None),
        ("2026-11-23", None),
    ],
)
def test_sunday_holidays_are_observed_the_next_day(records: list[Record], day: str, slug: str | None) -> None:
    holiday = legal_holiday(records, date.fromisoformat(day))
    assert (holiday and holiday.id) == (f"event:holiday-{slug}" if slug else None)


def test_an_ordinary_sunday_event_is_not_moved() -> None:
    fair = event(rrule="FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4")
    assert days([fair], "2027-07-01", "2027-07-31") == [("2027-07-04", "2027-07-04", True)]


def test_an_inexact_holiday_closes_no_office() -> None:
    assert (
        legal_holiday([event("holiday-mardi-gras", rrule="FREQ=YEARLY;BYMONTH=2")], date(2027, 2, 9)) is None
    )


@pytest.mark.parametrize(
    ("today", "first"),
    [("2026-11-21", "thanksgiving-day"), ("2026-11-26", "thanksgiving-day"), ("2026-11-27", "christmas-day")],
)
def test_next_holidays_begin_today(records: list[Record], today: str, first: str) -> None:
    found = next_holidays(records, date.fromisoformat(today), 3)
    assert len(found) == 3
    assert found[0].record.id == f"event:holiday-{first}"


def test_next_holidays_reach_over_the_years(records: list[Record]) -> None:
    assert [o.start.year for o in next_holidays(records, TODAY, 13)] == [2026] * 2 + [2027] * 10 + [2028]
    alone = [record for record in records if record.id == "event:holiday-christmas-day"]
    # December 25, 2028 is a Monday; that of 2033 a Sunday.
    assert [str(o.start) for o in next_holidays(alone, date(2032, 12, 26), 1)] == ["2033-12-26"]
    assert next_holidays(records, TODAY, 0) == []


@pytest.mark.parametrize(
    ("details", "start", "end", "expected"),
    [
        # Quarters and bare months overlap the period; they are not on a day.
        ({"quarters": [4]}, "2026-11-21", "2026-11-21", [("2026-10-01", "2026-12-31", False)]),
        ({"quarters": [4]}, "2027-01-01", "2027-09-30", []),
        (
            {"rrule": "FREQ=YEARLY;BYMONTH=1,4", "quarters": [1, 2]},
            "2027-03-31",
            "2027-04-01",
            [("2027-01-01", "2027-03-31", False), ("2027-04-01", "2027-06-30", False)],
        ),
        (
            {"rrule": "FREQ=YEARLY;BYMONTH=9"},
            "2027-09-30",
            "2027-10-05",
            [("2027-09-01", "2027-09-30", False)],
        ),
        (
            {"rrule": "FREQ=YEARLY;BYMONTH=2"},
            "2028-02-29",
            "2028-02-29",
            [("2028-02-01", "2028-02-29", False)],
        ),
        ({"rrule": "FREQ=YEARLY;BYMONTH=9"}, "2027-10-01", "2028-08-31", []),
        # Month ends and leap years.
        (
            {"rrule": "FREQ=MONTHLY;BYMONTHDAY=-1"},
            "2028-01-31",
            "2028-03-30",
            [("2028-01-31", "2028-01-31", True), ("2028-02-29", "2028-02-29", True)],
        ),
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"}, "2026-01-01", "2027-12-31", []),
        (
            {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"},
            "2028-01-01",
            "2031-12-31",
            [("2028-02-29", "2028-02-29", True)],
        ),
        # One-time events, also when only their end lies in the period.
        ({"date": date(2026, 12, 1)}, "2026-12-01", "2026-12-01", [("2026-12-01", "2026-12-01", True)]),
        (
            {"date": date(2026, 12, 30), "ends": date(2027, 1, 2)},
            "2027-01-02",
            "2027-01-09",
            [("2026-12-30", "2027-01-02", True)],
        ),
        # A series that counts from its first time, three days each.
        (
            {"date": date(2025, 5, 1), "ends": date(2025, 5, 3), "rrule": "FREQ=YEARLY;INTERVAL=2"},
            "2026-01-01",
            "2027-05-02",
            [("2027-05-01", "2027-05-03", True)],
        ),
        ({}, "2026-01-01", "2027-12-31", []),
    ],
)
def test_occurrences_of(
    details: dict[str, object], start: str, end: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert days([event(**details)], start, end) == expected


def test_occurrences_are_sorted_and_only_of_events(records: list[Record]) -> None:
    found = occurrences(records, date(2026, 10, 1), date(2026, 12, 31))
    assert [o.start for o in found] == sorted(o.start for o in found)
    assert {o.record.type for o in found} == {"event"}
    assert {o.record.slug for o in found if o.exact} == {
        f"holiday-{slug}" for slug in ("armistice-or-veterans-day", "thanksgiving-day", "christmas-day")
    }
    assert "cybersecurity-summit" in {o.record.slug for o in found if not o.exact}


def test_every_published_event_takes_place(records: list[Record]) -> None:
    events = [record for record in records if record.type == "event"]
    assert len(events) > 40
    assert all(latest_occurrence(record, TODAY) for record in events)
    assert all(next_occurrence(r, TODAY) for r in events if "date" not in r.details)


@pytest.mark.parametrize(
    ("details", "latest", "following"),
    [
        ({"date": date(2018, 3, 22)}, "2018-03-22", None),
        ({"date": TODAY}, None, "2026-11-21"),
        ({"date": date(2026, 11, 20), "ends": date(2026, 11, 22)}, None, "2026-11-20"),
        ({"quarters": [4]}, "2025-10-01", "2026-10-01"),
        ({"quarters": [1, 3]}, "2026-07-01", "2027-01-01"),
        ({"rrule": "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20"}, "2026-11-20", "2027-11-20"),
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"}, "2024-02-29", "2028-02-29"),
        ({}, None, None),
    ],
)
def test_latest_and_next(details: dict[str, object], latest: str | None, following: str | None) -> None:
    before, after = latest_occurrence(event(**details), TODAY), next_occurrence(event(**details), TODAY)
    assert (before and str(before.start)) == latest
    assert (after and str(after.start)) == following
