"""Exports: what is written is safe to open elsewhere, and an import finds nothing changed in it."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.knowledge.calendar import first_day
from bot.knowledge.exports import FORMATS
from bot.knowledge.files import read_records
from bot.knowledge.imports import read_content
from bot.knowledge.imports.merging import merge_all
from bot.knowledge.imports.services_csv import COLUMNS
from bot.knowledge.record import Record, Source
from tests.importing import TODAY

PUBLISHED = {"published": date(2026, 1, 5)}
ODD = (
    "=1+1",
    "+1 601-555-0100",
    "-5 %",
    "@all",
    "'=quoted",
    "''@twice",
    "'plain'",
    "AT&T <b>bold</b> &amp; co",
)
TEXTS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=40
)
LINES = TEXTS.map(str.strip).filter(bool)


def read_back(kind: str, records: list[Record]) -> tuple[list[Record], tuple[str, ...]]:
    """What the records are after an import of their export, and what that could not use."""
    form = FORMATS[kind]
    name = f"export.{form.ending}"
    imported = read_content(name, form.write(records, TODAY), today=TODAY)
    return merge_all(name, imported, {record.id: record for record in records}, TODAY), imported.faults


@pytest.mark.parametrize("kind", ["csv", "calendar", "rss"])
def test_nothing_of_what_is_shipped_is_changed_by_an_import_of_its_export(
    shipped: tuple[Record, ...], kind: str
) -> None:
    chosen = [record for record in shipped if record.type == FORMATS[kind].type]
    back, faults = read_back(kind, chosen)
    assert faults == ()
    assert back == [r for r in chosen if r.type != "event" or first_day(r)]
    assert len(back) >= 15


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_come_back(text: str) -> None:
    service = Record(
        "service:a", text, text, {"fee": text, "requirements": [text, "Two; in one"]}, keywords=(text,)
    )
    event = Record("event:a", text, text, {"date": TODAY, "place": text, "time": text})
    news = Record("news:a", text, f"{text}\n\n{text * 60}", dict(PUBLISHED), asks=("What?",), checked=False)
    for kind, record in (("csv", service), ("calendar", event), ("rss", news)):
        assert read_back(kind, [record]) == ([record], ())


@given(title=LINES, summary=LINES, words=st.lists(LINES, max_size=3))
def test_any_text_comes_back(title: str, summary: str, words: list[str]) -> None:
    service = Record("service:a", title, summary, {"how": ["mail"]}, keywords=tuple(words), status="retired")
    news = Record("news:a", title, summary, dict(PUBLISHED), keywords=tuple(words))
    for kind, record in (("csv", service), ("rss", news)):
        back, faults = read_back(kind, [record])
        assert (back, faults) == ([record], ())


@pytest.mark.parametrize(
    "details",
    [
        {"date": date(2026, 4, 10), "ends": date(2026, 4, 11), "time": "1:30 p.m."},
        {"date": date(2026, 4, 10), "time": "12:05 a.m."},
        {"date": date(2026, 4, 10), "time": "1:30-4:00"},
        {"rrule": "FREQ=YEARLY;BYMONTH=10;BYDAY=1TU"},
        {"rrule": "FREQ=MONTHLY;UNTIL=20270120;BYDAY=3TH", "date": date(2026, 1, 15), "time": "9:00 a.m."},
        {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "observed": "Monday"},
    ],
)
@pytest.mark.parametrize("status", ["published", "retired", "draft"])
def test_events_come_back(details: dict[str, object], status: str) -> None:
    event = Record("event:own-id", "E", "Long. " * 200, details, county="hinds", status=status)
    assert read_back("calendar", [event]) == ([event], ())


def test_events_of_a_month_a_quarter_or_a_broken_rule_are_left_out() -> None:
    rules = ({"rrule": "FREQ=YEARLY;BYMONTH=1"}, {"quarters": [1]}, {"rrule": "FREQ=SOMETIMES;BYDAY=MO"}, {})
    records = [Record(f"event:e{n}", "E", "E.", dict(rule)) for n, rule in enumerate(rules)]
    broken = Record("event:broken", "E", "E.", {"date": TODAY, "rrule": "nonsense"})
    calendar = Calendar.from_ical(FORMATS["calendar"].write([*records, broken], TODAY))
    assert calendar.walk("VEVENT") == []


def test_an_hour_comes_with_its_time_zone() -> None:
    event = Record("event:a", "E", "E.", {"date": TODAY, "time": "9:00 a.m."})
    calendar = Calendar.from_ical(FORMATS["calendar"].write([event], TODAY))
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["America/Chicago"]


def test_no_cell_is_a_formula() -> None:
    records = [Record("service:a", text, text, {"fee": text}, keywords=(text,)) for text in ODD]
    written = FORMATS["csv"].write(records, TODAY).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(written))
    assert tuple(header) == COLUMNS
    assert len(rows) == len(ODD)
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@")]


def test_a_feed_says_what_feeds_need() -> None:
    record = Record("news:a", "A & B", "<b>", PUBLISHED | {"link": "https://www.ms.gov/a"})
    feed = feedparser.parse(FORMATS["rss"].write([record], TODAY))
    assert not feed.bozo and feed.feed.title and feed.feed.link and feed.feed.description
    (entry,) = feed.entries
    assert (entry.link, entry.published) == ("https://www.ms.gov/a", "Mon, 05 Jan 2026 00:00:00 +0000")
    assert not entry.guidislink


def test_the_files_hold_every_record(records: tuple[Record, ...], tmp_path: Path) -> None:
    source = Source("ms.gov")
    changed = [replace(record, source=source) for record in records]
    with zipfile.ZipFile(io.BytesIO(FORMATS["files"].write(changed, TODAY))) as archive:
        archive.extractall(tmp_path)
    assert {r.id: r for r in read_records(tmp_path)} == {r.id: r for r in changed}
