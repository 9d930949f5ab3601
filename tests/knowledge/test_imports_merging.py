"""What an import changes of the records that there are: only what the file speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.imports import read_import
from bot.knowledge.imports.merging import merge_all, save_import
from bot.knowledge.record import Record, Source
from bot.knowledge.store import LoadResult, Store
from tests.importing import TODAY

SERVICE = Record(
    "service:fish",
    "Fish",
    "Buy a license.",
    {"fee": "$10", "url": "https://fish.ms.gov/", "hours": "9 to 5", "spoken": "Buy one."},
    topics=("outdoors",),
    keywords=("angling", "rods; reels"),
    agency="mdwfp",
    county="hinds",
    source=Source("Handbook", "https://fish.ms.gov/book", "official"),
    checked=False,
    verified_on=date(2026, 11, 1),
    review_by=date(2027, 11, 1),
    status="retired",
    asks=("May I fish?",),
    version=3,
)
EVENT = Record(
    "event:2026-04-10-fair",
    "Fair",
    "There is a fair.\n\nBring a hat.",
    {"date": date(2026, 4, 10), "ends": date(2026, 4, 12), "time": "all day", "place": "Jackson"},
    source=Source("Staff"),
    verified_on=date(2026, 11, 1),
    asks=("When is the fair?",),
)
NEWS = Record(
    "news:2026-01-05-portal", "Portal", "It is open.", {"published": date(2026, 1, 5), "quote": "Great!"}
)


def merged(folder: Path, name: str, text: str, *held: Record) -> list[Record]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    imported = read_import(path, today=TODAY)
    assert imported.faults == ()
    return merge_all(name, imported, {record.id: record for record in held}, TODAY)


def calendar(*lines: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def feed(item: str) -> str:
    return f'<rss version="2.0"><channel><title>News</title><item>{item}</item></channel></rss>'


def test_columns_that_are_not_there_change_nothing(tmp_path: Path) -> None:
    assert merged(tmp_path, "s.csv", "id,title,summary\nfish,Fish,Buy a license.\n", SERVICE) == [SERVICE]
    (after,) = merged(tmp_path, "s.csv", "id,title,summary\nfish,Fishing,Buy a license.\n", SERVICE)
    assert after == replace(SERVICE, title="Fishing")


def test_an_empty_cell_empties_its_field_but_no_date(tmp_path: Path) -> None:
    text = "id,title,summary,fee,topics,agency,verified_on,review_by\nfish,Fish,Buy a license.,,,,,\n"
    (after,) = merged(tmp_path, "s.csv", text, SERVICE)
    details = {name: value for name, value in SERVICE.details.items() if name != "fee"}
    assert after == replace(SERVICE, details=details, topics=(), agency=None)


def test_dates_in_cells_count(tmp_path: Path) -> None:
    text = "id,title,summary,verified_on,review_by\nfish,Fish,Buy a license.,2026-11-20,2028-01-01\n"
    (after,) = merged(tmp_path, "s.csv", text, SERVICE)
    assert after == replace(SERVICE, verified_on=date(2026, 11, 20), review_by=date(2028, 1, 1))


def test_the_source_follows_the_page(tmp_path: Path) -> None:
    text = "id,title,summary,url\nfish,Fish,Buy a license.,{}\n"
    assert merged(tmp_path, "s.csv", text.format("https://fish.ms.gov/"), SERVICE) == [SERVICE]
    (after,) = merged(tmp_path, "s.csv", text.format("https://new.ms.gov/"), SERVICE)
    assert after.source == Source("new.ms.gov", "https://new.ms.gov/", "official")


def test_a_semicolon_in_an_item_is_no_change(tmp_path: Path) -> None:
    text = "id,title,summary,keywords\nfish,Fish,Buy a license.,{}\n"
    assert merged(tmp_path, "s.csv", text.format("angling; rods; reels"), SERVICE) == [SERVICE]
    (after,) = merged(tmp_path, "s.csv", text.format("angling;rods"), SERVICE)
    assert after.keywords == ("angling", "rods")


@pytest.mark.parametrize(
    ("lines", "change"),
    [
        (["DTEND;VALUE=DATE:20260413"], {}),
        (["DTEND;VALUE=DATE:20260413", "DESCRIPTION:There is a fair. Bring a hat.", "LOCATION:Jackson"], {}),
        (["DTEND;VALUE=DATE:20260413", "DTSTAMP:20261231T120000Z", "STATUS:CONFIRMED"], {}),
        (["DTEND;VALUE=DATE:20260412"], {"ends": date(2026, 4, 11)}),
        ([], {"ends": None}),
        (["DTEND;VALUE=DATE:20260413", "LOCATION:Biloxi"], {"place": "Biloxi"}),
    ],
)
def test_an_event_changes_in_what_the_calendar_says(
    tmp_path: Path, lines: list[str], change: dict[str, object]
) -> None:
    text = calendar("UID:1", "SUMMARY:Fair", "DTSTART;VALUE=DATE:20260410", *lines)
    details = {name: value for name, value in (EVENT.details | change).items() if value is not None}
    assert merged(tmp_path, "e.ics", text, EVENT) == [replace(EVENT, details=details)]


def test_a_changed_event_was_verified_when_the_calendar_was_written(tmp_path: Path) -> None:
    lines = ["UID:1", "SUMMARY:Fair", "DTSTART;VALUE=DATE:20260410", "LAST-MODIFIED:20261120T120000Z"]
    (after,) = merged(tmp_path, "e.ics", calendar(*lines), EVENT)
    assert (after.details.get("ends"), after.verified_on) == (None, date(2026, 11, 20))
    assert (after.source, after.asks) == (EVENT.source, EVENT.asks)


def test_only_a_cancelled_event_changes_its_status(tmp_path: Path) -> None:
    lines = ["UID:1", "SUMMARY:Fair", "DTSTART;VALUE=DATE:20260410", "DTEND;VALUE=DATE:20260413"]
    (after,) = merged(tmp_path, "e.ics", calendar(*lines, "STATUS:CANCELLED"), EVENT)
    assert after == replace(EVENT, status="retired")
    assert merged(tmp_path, "e.ics", calendar(*lines), after) == [after]


def test_news_keep_what_feeds_cannot_say(tmp_path: Path) -> None:
    item = "<title>Portal</title><pubDate>2026-01-05</pubDate>"
    assert merged(tmp_path, "n.rss", feed(item), NEWS) == [NEWS]
    item += "<description>It is closed.</description><link>https://www.ms.gov/portal</link>"
    (after,) = merged(tmp_path, "n.rss", feed(item), NEWS)
    assert after.summary == "It is closed."
    assert after.details == NEWS.details | {"link": "https://www.ms.gov/portal"}
    assert (after.source, after.verified_on) == (
        Source("News", "https://www.ms.gov/portal", "official"),
        date(2026, 1, 5),
    )


def test_an_import_into_the_store_keeps_asks_and_reviews(store: Store, tmp_path: Path) -> None:
    store.save_all([SERVICE])
    path = tmp_path / "s.csv"
    path.write_text("id,title,summary,fee\nfish,Fish,Buy a license.,$12\nboat,Boat,Register it.,\n")
    for result in (LoadResult(added=1, changed=1), LoadResult(unchanged=2)):
        assert save_import(store, path.name, read_import(path, today=TODAY), TODAY) == result
    after = store.get("service:fish")
    assert after == replace(SERVICE, details=SERVICE.details | {"fee": "$12"}, version=2)
