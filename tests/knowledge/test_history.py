"""What was published at a moment is found among the versions, on both databases."""

from __future__ import annotations

from datetime import datetime, timezone

from bot.knowledge.history import published_at
from bot.knowledge.record import Record
from bot.knowledge.store import Store

BOAT = Record("service:boat", "Register a boat", "It costs $5.")
DEER = Record("service:deer", "Hunt deer", "You need a license.")


def now() -> datetime:
    return datetime.now(timezone.utc)


def test_each_moment_has_its_own_versions(store: Store) -> None:
    before = now()
    store.save_all([BOAT])
    first = now()
    store.save_all([Record("service:boat", "Register a boat", "It costs $7."), DEER])
    second = now()
    store.save_all([DEER], retire_missing=True)

    assert published_at(store, before) == {}
    assert published_at(store, first)["service:boat"].record == BOAT
    changed = published_at(store, second)
    assert changed["service:boat"].record.summary == "It costs $7."
    assert changed["service:boat"].record.version == 2
    assert first < changed["service:boat"].saved_at < second
    assert set(changed) == {"service:boat", "service:deer"}
    assert set(published_at(store, now())) == {"service:deer"}
