"""The store, on both databases: every change is a new version, and no change is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import DatabaseError
from bot.knowledge.record import STATUSES, Record, Source
from bot.knowledge.store import LoadResult, Store

FULL = Record(
    id="event:full",
    title="Every field",
    summary="“Quotes”, ñ, an emoji 🎣 and\na second line; 100 % \\ plain.",
    details={"date": date(2026, 12, 5), "ends": date(2026, 12, 6), "quarters": [1, 2], "place": "Here"},
    topics=("roads", "outdoors"),
    audience=("resident",),
    keywords=("one", "two"),
    agency="fish",
    county="leflore",
    source=Source("A page", "https://example.gov", "official"),
    checked=False,
    verified_on=date(2026, 1, 2),
    review_by=date(2027, 1, 2),
    asks=("What is full?",),
)
PLAIN = Record(id="faq:plain", title="Plain", summary="Nothing else.")
LAST = Record(id="faq:last", title="Last", summary="The last one.")


@pytest.fixture
def loaded(store: Store) -> Store:
    store.save_all([FULL, PLAIN, LAST])
    return store


def ids(store: Store, *statuses: str) -> list[str]:
    return [record.id for record in store.all(statuses or ("published",))]


def test_a_first_load_adds_everything_as_it_was(store: Store) -> None:
    assert store.count() == 0
    assert store.save_all([FULL, PLAIN]) == LoadResult(added=2)
    assert store.all() == [FULL, PLAIN]
    assert (store.get("event:full"), store.get("faq:plain")) == (FULL, PLAIN)
    assert store.get("faq:nothing") is None


def test_a_second_load_changes_nothing(loaded: Store) -> None:
    revision = loaded.revision()
    assert loaded.save_all([FULL, PLAIN, LAST]) == LoadResult(unchanged=3)
    assert loaded.revision() == revision
    assert loaded.get("event:full", version=2) is None


def test_what_was_read_is_not_a_change(loaded: Store) -> None:
    assert loaded.save_all(loaded.all()) == LoadResult(unchanged=3)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "New"},
        {"details": {"date": date(2026, 12, 5)}},
        {"topics": ("outdoors", "roads")},
        {"source": None},
        {"checked": True},
        {"review_by": None},
        {"asks": ("What is full?", "And now?")},
        {"status": "draft"},
    ],
)
def test_a_changed_record_gets_version_two_and_version_one_stays(
    loaded: Store, change: dict[str, object]
) -> None:
    revision = loaded.revision()
    changed = replace(FULL, **change)
    assert loaded.save_all([changed, PLAIN, LAST]) == LoadResult(changed=1, unchanged=2)
    assert loaded.get("event:full") == replace(changed, version=2)
    assert loaded.get("event:full", version=2) == replace(changed, version=2)
    assert loaded.get("event:full", version=1) == FULL
    assert loaded.get("event:full", version=3) is None
    assert loaded.get("faq:plain") == PLAIN
    assert loaded.revision() > revision


def test_a_change_taken_back_is_a_third_version(loaded: Store) -> None:
    loaded.save_all([replace(PLAIN, title="Odd")])
    loaded.save_all([PLAIN])
    titles = [record.title for v in (1, 2, 3) if (record := loaded.get("faq:plain", version=v))]
    assert titles == ["Plain", "Odd", "Plain"]


def test_missing_records_are_retired_only_when_asked(loaded: Store) -> None:
    assert loaded.save_all([PLAIN]) == LoadResult(unchanged=1)
    assert loaded.count() == len(ids(loaded)) == 3
    assert loaded.save_all([PLAIN], retire_missing=True) == LoadResult(retired=2, unchanged=1)
    assert ids(loaded) == ["faq:plain"]
    assert sorted(ids(loaded, "retired")) == ["event:full", "faq:last"]
    assert loaded.get("event:full") == replace(FULL, status="retired", version=2)
    assert loaded.get("event:full", version=1) == FULL


def test_a_retired_record_is_retired_once_and_can_come_back(loaded: Store) -> None:
    loaded.save_all([PLAIN], retire_missing=True)
    revision = loaded.revision()
    assert loaded.save_all([PLAIN], retire_missing=True) == LoadResult(unchanged=1)
    assert loaded.revision() == revision
    assert loaded.save_all([PLAIN, LAST], retire_missing=True) == LoadResult(changed=1, unchanged=1)
    assert ids(loaded) == ["faq:plain", "faq:last"]
    assert loaded.get("faq:last") == replace(LAST, version=3)


def test_drafts_are_kept_but_not_published(store: Store) -> None:
    draft = replace(PLAIN, status="draft")
    store.save_all([draft, LAST])
    assert ids(store) == ["faq:last"]
    assert ids(store, *STATUSES) == ["faq:plain", "faq:last"]
    assert store.get("faq:plain") == draft


def test_records_keep_the_order_of_the_last_load(loaded: Store) -> None:
    assert ids(loaded) == ["event:full", "faq:plain", "faq:last"]
    loaded.save_all([LAST, FULL, PLAIN])
    assert ids(loaded) == ["faq:last", "event:full", "faq:plain"]


def test_records_added_later_come_last(loaded: Store) -> None:
    more = [replace(PLAIN, id=f"faq:a{number}") for number in range(3)]
    loaded.save_all(more)
    assert ids(loaded) == ["event:full", "faq:plain", "faq:last", "faq:a0", "faq:a1", "faq:a2"]


def test_a_load_that_fails_changes_nothing(loaded: Store) -> None:
    unwritable = replace(PLAIN, details={"items": [object()]})
    with pytest.raises(DatabaseError):
        loaded.save_all([replace(LAST, title="Changed"), unwritable])
    assert loaded.all() == [FULL, PLAIN, LAST]
    assert loaded.revision() == 1


def test_the_shipped_knowledge_comes_back_as_it_is(store: Store, shipped: tuple[Record, ...]) -> None:
    assert store.save_all(shipped).added == len(shipped)
    assert store.all(STATUSES) == list(shipped)
