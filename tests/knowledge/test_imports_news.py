"""News from RSS and Atom: what is loaded and what is reported."""

from __future__ import annotations

from datetime import date

import pytest

from bot.knowledge.record import Record, Source
from tests.importing import ids, load, load_text


def item(*elements: str) -> str:
    title = "<title>News</title>"
    return f'<rss version="2.0"><channel>{title}<item>{"".join(elements)}</item></channel></rss>'


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
