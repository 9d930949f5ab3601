"""The files and what staff changed, on both databases: neither is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.knowledge.drafts.draft import FILES, WAITING, WITHDRAWN
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.loading import load_files
from bot.knowledge.record import Record
from bot.knowledge.store import Store

TEA = Record(id="faq:tea", title="Tea", summary="Tea is hot.")
CAKE = Record(id="faq:cake", title="Cake", summary="Cake is sweet.")
STAFF = replace(TEA, summary="Tea is warm.")
LATER = replace(TEA, summary="Tea is green.")


@pytest.fixture
def loaded(store: Store) -> Store:
    load_files(store, [TEA, CAKE])
    return store


def summary(store: Store, record: str = "faq:tea") -> str:
    found = store.get(record)
    assert found is not None
    return found.summary if found.status == "published" else found.status


def test_what_only_the_files_changed_is_taken_over(loaded: Store) -> None:
    result = load_files(loaded, [LATER])
    assert (result.changed, result.retired, result.kept, result.conflicts) == (1, 1, 0, ())
    assert (summary(loaded), summary(loaded, "faq:cake")) == (LATER.summary, "retired")
    assert load_files(loaded, [LATER, CAKE]).changed == 1
    assert summary(loaded, "faq:cake") == CAKE.summary


def test_what_only_staff_changed_is_kept(loaded: Store) -> None:
    own = Record(id="faq:own", title="Own", summary="Only in the console.")
    loaded.save_all([STAFF, own])
    for _ in range(2):
        result = load_files(loaded, [TEA, CAKE])
        assert (result.changed, result.retired, result.kept, result.conflicts) == (0, 0, 2, ())
    assert (summary(loaded), summary(loaded, "faq:own")) == (STAFF.summary, own.summary)


def test_what_both_changed_is_kept_and_the_files_wait_as_a_draft(loaded: Store) -> None:
    loaded.save_all([STAFF])
    for _ in range(2):
        result = load_files(loaded, [LATER, CAKE])
        assert (result.changed, result.kept, result.conflicts) == (0, 1, ("faq:tea",))
    assert summary(loaded) == STAFF.summary
    (draft,) = Drafts(loaded.engine).find()
    assert (draft.record.summary, draft.author, draft.state, draft.base) == (LATER.summary, FILES, WAITING, 2)


def test_a_conflict_ends_with_the_files_approved(loaded: Store) -> None:
    loaded.save_all([STAFF])
    load_files(loaded, [LATER, CAKE])
    drafts = Drafts(loaded.engine)
    (draft,) = drafts.find()
    now = datetime.now(timezone.utc)
    drafts.approve(draft.id, "ben", "They are newer.", seen=draft.saved_at, now=now)
    assert summary(loaded) == LATER.summary
    assert load_files(loaded, [LATER, CAKE]).conflicts == ()


def test_a_conflict_ends_with_the_files_turned_down(loaded: Store) -> None:
    loaded.save_all([STAFF])
    load_files(loaded, [LATER, CAKE])
    drafts = Drafts(loaded.engine)
    drafts.withdraw(drafts.find()[0].id, "ben", "Ours is right.")
    assert load_files(loaded, [LATER, CAKE]).conflicts == ()
    assert summary(loaded) == STAFF.summary
    result = load_files(loaded, [replace(LATER, title="Teas"), CAKE])
    assert result.conflicts == ("faq:tea",), "the files changed anew, so it is asked anew"


def test_what_the_files_say_anew_takes_the_place_of_what_they_said(loaded: Store) -> None:
    loaded.save_all([STAFF])
    load_files(loaded, [LATER, CAKE])
    load_files(loaded, [replace(LATER, title="Teas"), CAKE])
    drafts = Drafts(loaded.engine)
    assert [draft.record.title for draft in drafts.find()] == ["Teas"]
    assert [draft.record.title for draft in drafts.find((WITHDRAWN,))] == ["Tea"]


def test_what_staff_changed_and_the_files_dropped_is_asked_about(loaded: Store) -> None:
    loaded.save_all([STAFF])
    for _ in range(2):
        assert load_files(loaded, [CAKE]).conflicts == ("faq:tea",)
    (draft,) = Drafts(loaded.engine).find()
    assert draft.record.status == "retired"
    assert summary(loaded) == STAFF.summary


def test_an_edit_that_came_back_into_the_files_is_settled(loaded: Store) -> None:
    loaded.save_all([STAFF])
    load_files(loaded, [STAFF, CAKE])
    result = load_files(loaded, [LATER, CAKE])
    assert (result.changed, result.kept, result.conflicts) == (1, 0, ())


def test_what_staff_retired_stays_retired(loaded: Store) -> None:
    Drafts(loaded.engine).retire("faq:tea")
    assert load_files(loaded, [TEA, CAKE]).conflicts == ()
    assert summary(loaded) == "retired"
