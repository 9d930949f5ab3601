"""Events from iCalendar: what is loaded and what is reported."""

from __future__ import annotations

from datetime import date

import pytest

from bot.knowledge.record import Record, Source
from tests.importing import ids, load, load_text


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def test_ical_one_time_event_is_told_in_local_time():
    symposium = load("events.ics").records[0]
    assert symposium == Record(
        id="event:2026-04-10-mississippis-it-symposium",
        title="Mississippi's IT Symposium",
        summary="Two days of sessions & panels. Write to <info@its.ms.gov>.",
        details={
            "date": date(2026, 4, 10),
            "ends": date(2026, 4, 11),
            "time": "1:30 p.m.",
            "place": "Jackson Convention Complex, 105 E Pascagoula St",
            "link": "https://www.its.ms.gov/symposium",
        },
        source=Source("State Events, Mississippi", "https://www.its.ms.gov/symposium", "official"),
        # LAST-MODIFIED is 3 a.m. UTC on March 1, still February in Mississippi.
        verified_on=date(2026, 2, 28),
    )


def test_ical_repeating_events_keep_their_rule_and_first_day():
    imported = load("events.ics")
    assert imported.faults == ()
    cyber, board = imported.records[1:]
    assert (cyber.id, cyber.summary) == ("event:cyber-day", "Cyber Day")
    assert cyber.details == {"date": date(2026, 10, 6), "rrule": "FREQ=YEARLY;BYMONTH=10;BYDAY=1TU"}
    assert board.id == "event:board-meeting"
    # UNTIL is midnight in Mississippi, five minutes before the meeting of that day.
    assert board.details["rrule"] == "FREQ=MONTHLY;BYDAY=3TH;UNTIL=20270120"
    assert board.details["time"] == "12:05 a.m."


def test_ical_malformed_events_are_reported_one_by_one():
    imported = load("events_malformed.ics")
    assert ids(imported) == ["event:2026-04-10-good-event", "event:2026-04-11-another-good-event"]
    rule = "RRULE: expected a rule such as FREQ=YEARLY;BYMONTH=10;BYDAY=1TU, found"
    expected = (
        "2 (no-summary): expected a SUMMARY",
        "3 (No start): expected a DTSTART",
        "4 (bad-start): DTSTART: expected a date or a date with time, found 'next Tuesday'",
        f"5 (bad-rule): {rule} 'FREQ=SOMETIMES'",
        f"6 (empty-rule): {rule} 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'",
        "7 (broken-line): expected lines of the form NAME:value, found 'this line has no colon'",
        "8 (backwards): DTEND: expected an end after DTSTART",
    )
    assert imported.faults == tuple(f"events_malformed.ics: event {line}" for line in expected)


def test_ical_file_that_the_library_refuses_is_read_event_by_event():
    imported = load("events_refused.ics")
    assert ids(imported) == ["event:2026-04-10-first-event", "event:2026-04-13-last-event"]
    assert imported.faults == (
        "events_refused.ics: expected END:VCALENDAR; the file may be cut off",
        "events_refused.ics: event 2 (never-ended): expected END:VEVENT",
        "events_refused.ics: event 3 (odd-zone): expected a line that can be read, "
        "found 'DTSTART;TZID=America:20260412T100000'",
    )


def test_ical_same_uid_is_loaded_once_and_same_title_twice():
    imported = load("events_twice.ics")
    hearings = [record for record in imported.records if record.title == "Hearing"]
    assert [record.details["date"] for record in hearings] == [date(2026, 5, 20)] * 2
    assert hearings[0].id == "event:2026-05-20-hearing"
    assert hearings[1].id.startswith("event:2026-05-20-hearing-")


def test_ical_cancelled_event_is_retired_and_single_days_are_reported():
    imported = load("events_twice.ics")
    statuses = {record.id: record.status for record in imported.records}
    assert statuses["event:2026-07-04-picnic"] == "retired"
    assert statuses["event:open-house"] == "published"
    assert imported.faults == (
        "events_twice.ics: event 5 (weekly): expected no EXDATE; loaded as if it had none",
        "events_twice.ics: event 6 (weekly): expected no RECURRENCE-ID; "
        "a change to one day of a repeating event is not loaded",
    )


@pytest.mark.parametrize(
    ("lines", "details"),
    [
        (["DTSTART:20260105T030000Z"], {"date": date(2026, 1, 4), "time": "9:00 p.m."}),
        (["DTSTART:20260105T120000"], {"date": date(2026, 1, 5), "time": "12:00 p.m."}),
        (["DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260106"], {"date": date(2026, 1, 5)}),
        (
            ["DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260108"],
            {"date": date(2026, 1, 5), "ends": date(2026, 1, 7)},
        ),
        (["DTSTART:20260105T180000", "DURATION:PT6H"], {"date": date(2026, 1, 5), "time": "6:00 p.m."}),
        (["DTSTART;VALUE=DATE:20260105", "URL:javascript:alert(1)"], {"date": date(2026, 1, 5)}),
    ],
)
def test_ical_days_and_times(tmp_path, lines, details):
    imported = load_text(tmp_path, "e.ics", event("UID:1", "SUMMARY:E", *lines))
    assert imported.faults == ()
    assert imported.records[0].details == details


@pytest.mark.parametrize(
    "rule",
    ["FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "BYDAY=MO", "FREQ=MONTHLY;BYDAY=9MO", "FREQ=DAILY;UNTIL=soon"],
)
def test_ical_rule_that_gives_no_days_is_reported(tmp_path, rule):
    imported = load_text(
        tmp_path, "e.ics", event("UID:1", "SUMMARY:E", "DTSTART:20260105T090000", f"RRULE:{rule}")
    )
    assert imported.records == ()
    (fault,) = imported.faults
    assert fault.startswith("e.ics: event 1 (1): RRULE: expected a rule such as FREQ=")


def test_ical_rule_by_days_of_another_zone_is_reported(tmp_path):
    lines = ["UID:1", "SUMMARY:E", "DTSTART:20260115T020000Z", "RRULE:FREQ=WEEKLY;BYDAY=TH"]
    assert load_text(tmp_path, "e.ics", event(*lines)).faults == (
        "e.ics: event 1 (1): RRULE: expected a DTSTART that falls on the same day in America/Chicago",
    )
    without = load_text(tmp_path, "e.ics", event(*lines[:3], "RRULE:FREQ=WEEKLY"))
    assert without.records[0].details["date"] == date(2026, 1, 14)
