"""Imports of any kind: files that cannot be used, and loading the same again."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.database import migrate, open_database
from bot.knowledge.imports import read_import
from bot.knowledge.store import LoadResult, Store
from tests.importing import FIXTURES, TODAY, load

LATER = date(2026, 12, 1)


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
