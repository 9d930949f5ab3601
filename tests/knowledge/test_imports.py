"""Imports from CSV, iCalendar, RSS and Atom: what is loaded, what is reported, what stays the same.

The fixtures stand beside this file; small variations are written into `tmp_path`."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.database import migrate, open_database
from bot.knowledge.imports import Imported, read_import
from bot.knowledge.imports.slug import make_slug
from bot.knowledge.imports.source import web_address
from bot.knowledge.imports.text import shorten, to_plain
from bot.knowledge.record import Record, Source
from bot.knowledge.store import LoadResult, Store

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = date(2026, 11, 21)
LATER = date(2026, 12, 1)


def load(name: str) -> Imported:
    return read_import(FIXTURES / name, today=TODAY)


def load_text(folder: Path, name: str, text: str) -> Imported:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_import(path, today=TODAY)


def ids(imported: Imported) -> list[str]:
    return [record.id for record in imported.records]


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def item(*elements: str) -> str:
    title = "<title>News</title>"
    return f'<rss version="2.0"><channel>{title}<item>{"".join(elements)}</item></channel></rss>'


# Services from CSV


def test_csv_row_becomes_a_service_with_every_column():
    assert load("services.csv").records[0] == Record(
        id="service:fishing-license",
        title="Buy a fishing license",
        summary="Buy a license to fish in fresh water, for a day or a year.",
        details={
            "url": "https://www.mdwfp.ms.gov/license",
            "fee": "$10 a year",
            "phone": "601-555-0100",
            "requirements": ["Photo ID", "Proof of residence"],
            "how": ["online", "in person"],
        },
        topics=("outdoors", "licenses"),
        audience=("resident", "visitor"),
        keywords=("fishing", "angling license"),
        agency="mdwfp",
        source=Source("mdwfp.ms.gov", "https://www.mdwfp.ms.gov/license", "official"),
        verified_on=date(2026, 5, 1),
        review_by=date(2027, 5, 1),
    )


def test_csv_row_with_empty_cells_takes_source_and_date_from_the_load():
    imported = load("services.csv")
    assert imported.faults == ()
    second = imported.records[1]
    assert second.summary == "Register a boat.\n\nTwo paragraphs are one summary."
    assert (second.details, second.source, second.verified_on) == ({}, Source("services.csv"), TODAY)


def test_csv_bad_rows_are_reported_and_the_rest_load():
    imported = load("services_malformed.csv")
    assert ids(imported) == ["service:good-one", "service:good-two"]
    kinds = "service|agency|office|event|news|plan|policy|fact|county|topic|faq|contact"
    expected = (
        "3: no id: id: field required",
        "4: no-title: title: field required",
        f'5: Bad Id: id: string does not match regex "^({kinds}):[a-z0-9][a-z0-9.-]*$"',
        "6: wrong-values: how: unexpected value; permitted: 'online', 'mail', 'in person', 'phone'",
        "6: wrong-values: audience: unexpected value; permitted: 'resident', 'business', 'visitor', "
        "'government', 'employee'",
        "6: wrong-values: verified_on: expected a date such as 2026-11-21, found '05/01/2026'",
        "6: wrong-values: url: expected an address that starts with https:// or http://",
        "7: good-one: id: expected an id not used before",
        "8: one-too-many: row: expected 7 cells, found 8",
        "9: open-quote: row: expected quotes in pairs: unexpected end of data",
    )
    assert imported.faults == tuple(f"services_malformed.csv:{line}" for line in expected)


def test_csv_line_numbers_count_the_lines_of_a_cell_and_blank_rows(tmp_path):
    imported = load_text(tmp_path, "s.csv", 'id,title,summary\na,A,"1\n2\n3"\n\n,,\nb,,B\n')
    assert imported.faults == ("s.csv:7: b: title: field required",)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_is_the_same_with_and_without_bom(tmp_path, mark, newline):
    path = tmp_path / "s.csv"
    path.write_bytes(mark + newline.join(["ID,Title,summary", "a,Café,S"]).encode())
    (record,) = read_import(path, today=TODAY).records
    assert (record.id, record.title) == ("service:a", "Café")


COLUMNS = (
    "expected id, title, summary, url, fee, phone, agency, topics, audience, keywords, "
    "requirements, how, verified_on, review_by"
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"s.csv: no header row; {COLUMNS}"),
        ("id,title,summary,price\na,A,S,1\n", f"s.csv:1: unknown column 'price'; {COLUMNS}"),
        ("id,title\na,A\n", f"s.csv:1: column 'summary' missing; {COLUMNS}"),
        ("id,title,summary,id\n", f"s.csv:1: column 'id' twice; {COLUMNS}"),
    ],
)
def test_csv_header_that_cannot_be_used_is_a_fault_of_the_file(tmp_path, text, message):
    with pytest.raises(KnowledgeError) as caught:
        load_text(tmp_path, "s.csv", text)
    assert str(caught.value) == message


# Events from iCalendar


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


# News from RSS and Atom


def test_rss_entries_become_news_and_malformed_ones_are_reported():
    imported = load("news.rss")
    assert imported.records[0] == Record(
        id="news:2026-01-05-new-portal-opens",
        title="New portal opens",
        summary="The portal is open. Use it & tell us.",
        details={"published": date(2026, 1, 5), "link": "https://www.its.ms.gov/news/portal"},
        source=Source("ITS & partners", "https://www.its.ms.gov/news", "official"),
        verified_on=date(2026, 1, 5),
    )
    assert imported.faults == (
        "news.rss: entry 2 (Undated): expected a date",
        "news.rss: entry 3 (https://www.its.ms.gov/news/untitled): expected a title",
        "news.rss: entry 4 (Wrongly dated): expected a date, found 'yesterday'",
    )


def test_rss_same_guid_or_link_is_loaded_once():
    assert ids(load("news.rss")) == ["news:2026-01-05-new-portal-opens", "news:2026-01-08-only-a-day"]


def test_atom_entries_become_news():
    imported = load("news.atom")
    taxes, first, second = imported.records
    assert (taxes.id, taxes.title, taxes.summary) == (
        "news:2026-01-20-taxes-fees",
        "Taxes & fees",
        "What changes.",
    )
    assert taxes.verified_on == date(2026, 1, 25)
    assert taxes.source == Source("State news", "https://www.dor.ms.gov/fees", "official")
    assert first.id == "news:2026-01-21-same-day-same-title"
    assert second.id.startswith("news:2026-01-21-same-day-same-title-")
    assert imported.faults == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 06 Jan 2026 02:00:00 +0000", date(2026, 1, 5)),
        ("Tue, 06 Jan 2026 00:00:00 +0000", date(2026, 1, 6)),
        ("Mon, 05 Jan 2026 18:00:00 -0600", date(2026, 1, 5)),
        ("2026-01-06", date(2026, 1, 6)),
    ],
)
def test_news_day_is_the_one_in_mississippi(tmp_path, written, day):
    text = item("<title>T</title>", f"<pubDate>{written}</pubDate>")
    assert load_text(tmp_path, "n.xml", text).records[0].details["published"] == day


def test_news_cut_off_is_reported_and_what_came_before_is_loaded(tmp_path):
    text = item("<title>T</title>", "<pubDate>2026-01-06</pubDate>").partition("</channel>")[0]
    imported = load_text(tmp_path, "n.xml", text)
    assert ids(imported) == ["news:2026-01-06-t"]
    assert imported.faults == ("n.xml: expected well-formed XML near line 2: no element found",)


# Any file


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", b"{}", "a.json: expected a file ending in .csv, .ics, .xml, .rss, .atom"),
        ("a.csv", b"id,title\xff", "a.csv: expected UTF-8 text, byte 8 is not"),
        ("a.ics", b"hello", "a.ics: expected an iCalendar file, found no BEGIN:VCALENDAR"),
        ("a.xml", b"", "a.xml: expected an RSS or Atom feed"),
        ("a.XML", b"<html><body>no feed</body></html>", "a.XML: expected an RSS or Atom feed"),
    ],
)
def test_file_that_cannot_be_used_is_one_line(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(KnowledgeError) as caught:
        read_import(path, today=TODAY)
    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["gone.csv", "gone.ics", "gone.rss"])
def test_file_that_is_not_there_is_one_line(tmp_path, name):
    with pytest.raises(KnowledgeError) as caught:
        read_import(tmp_path / name, today=TODAY)
    assert str(caught.value) == f"{name}: cannot be read: No such file or directory"


FILES = ["services.csv", "events.ics", "events_twice.ics", "news.rss", "news.atom"]


def test_loading_twice_changes_nothing(tmp_path):
    engine = open_database(f"sqlite:///{tmp_path}/test.db")
    migrate(engine)
    store = Store(engine)
    records = [record for name in FILES for record in load(name).records]
    assert store.save_all(records) == LoadResult(added=len(records))
    revision = store.revision()
    again = [record for name in FILES for record in load(name).records]
    assert store.save_all(again) == LoadResult(unchanged=len(records))
    assert store.revision() == revision
    assert all(record.version == 1 for record in store.all(("published", "retired")))
    engine.dispose()


@pytest.mark.parametrize("name", [name for name in FILES if name != "services.csv"])
def test_loading_on_a_later_day_gives_the_same_records(name):
    assert read_import(FIXTURES / name, today=LATER) == load(name)


# Words


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Washington's Birthday!", "washingtons-birthday"),
        ("  Café — R&D 2026 ", "cafe-r-d-2026"),
        ("x" * 59 + " y", "x" * 59),
        ("日本", make_slug("日本")),
    ],
)
def test_slug(title, slug):
    assert make_slug(title) == slug
    assert slug


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<p>One</p><p>two<br>three</p>", "One two three"),
        ("in<b>side</b> &amp; &lt;out&gt;&nbsp;!", "inside & <out> !"),
        ("<style>p {}</style>1 < 2 <a@b.gov>", "1 < 2 <a@b.gov>"),
    ],
)
def test_plain_text(markup, plain):
    assert to_plain(markup) == plain


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short enough.", "Short enough."),
        ("First one here. Then more words", "First one here."),
        ("A. Then many more words follow", "A. Then many more…"),
        ("x" * 30, "x" * 19 + "…"),
    ],
)
def test_shorten(text, short):
    assert shorten(text, 20) == short


@pytest.mark.parametrize(
    "address", ["www.ms.gov", "javascript:alert(1)", "https:///x", "https://[x", "", None]
)
def test_no_web_address(address):
    assert web_address(address) is None
