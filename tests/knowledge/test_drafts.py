"""Drafts, on both databases: nothing is published that a second person has not read as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.drafts.draft import DRAFT, PUBLISHED, WAITING, Draft
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.history import versions_of
from bot.knowledge.record import Record
from bot.knowledge.store import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
OLD = Record(id="faq:tea", title="Tea", summary="Tea is hot.")
NEW = replace(OLD, summary="Tea is warm.")


@pytest.fixture
def drafts(store: Store) -> Drafts:
    store.save_all([OLD])
    return Drafts(store.engine)


def wait(drafts: Drafts, record: Record = NEW, base: int = 1, **moments: datetime) -> Draft:
    return drafts.submit(drafts.begin(record, base, "ana", "It cooled.", **moments).id)


def approve(drafts: Drafts, draft: Draft, who: str = "ben", now: datetime = NOW) -> Draft:
    return drafts.approve(draft.id, who, "Right.", seen=draft.saved_at, now=now)


def test_a_draft_changes_nothing_until_a_second_person_approves_it(store: Store, drafts: Drafts) -> None:
    draft, revision = wait(drafts), store.revision()
    assert store.get("faq:tea") == OLD
    done = approve(drafts, draft)
    assert (done.state, done.version, done.decided_by) == (PUBLISHED, 2, "ben")
    assert store.all() == [replace(NEW, version=2)]
    assert store.revision() == revision + 1
    assert [v.record.summary for v in versions_of(store, "faq:tea")] == [NEW.summary, OLD.summary]


def test_nobody_approves_what_they_wrote_in(store: Store, drafts: Drafts) -> None:
    draft = wait(drafts)
    with pytest.raises(KnowledgeError, match="second person"):
        approve(drafts, draft, "ana")
    changed = drafts.change(draft.id, replace(NEW, title="Teas"), 1, "ben", "More.", seen=draft.saved_at)
    assert (changed.state, changed.authors) == (DRAFT, ["ana", "ben"])
    with pytest.raises(KnowledgeError, match="second person"):
        approve(drafts, drafts.submit(changed.id))
    assert store.get("faq:tea") == OLD


def test_only_what_was_read_is_approved(drafts: Drafts) -> None:
    read = wait(drafts)
    drafts.submit(drafts.change(read.id, replace(NEW, title="X"), 1, "ana", "Y", seen=read.saved_at).id)
    with pytest.raises(KnowledgeError, match="changed meanwhile"):
        approve(drafts, read)


def test_two_people_do_not_overwrite_each_other(drafts: Drafts) -> None:
    draft = drafts.begin(NEW, 1, "ana", "Why.")
    with pytest.raises(KnowledgeError, match="draft 1 by ana is open"):
        drafts.begin(NEW, 1, "ben", "Why.")
    drafts.change(draft.id, NEW, 1, "ana", "Why.", seen=draft.saved_at)
    with pytest.raises(KnowledgeError, match="ana changed it meanwhile"):
        drafts.change(draft.id, NEW, 1, "ben", "Why.", seen=draft.saved_at)


def test_a_draft_of_an_older_version_is_not_published(store: Store, drafts: Drafts) -> None:
    draft = wait(drafts)
    store.save_all([replace(OLD, title="Changed elsewhere")])
    with pytest.raises(KnowledgeError, match="version 2 was published since version 1"):
        approve(drafts, draft)
    kept = drafts.get(draft.id)
    assert kept is not None and kept.state == WAITING


def test_only_open_drafts_go_on(drafts: Drafts) -> None:
    draft = drafts.begin(NEW, 1, "ana", "Why.")
    with pytest.raises(KnowledgeError, match="expected one that is waiting, it is draft"):
        approve(drafts, draft)
    back = drafts.send_back(drafts.submit(draft.id).id, "ben", "Say how warm.")
    assert (back.state, back.decision) == (DRAFT, "Say how warm.")
    drafts.withdraw(draft.id, "ana", "No.")
    with pytest.raises(KnowledgeError, match="it is withdrawn"):
        drafts.submit(draft.id)
    with pytest.raises(KnowledgeError, match="there is none"):
        drafts.submit(99)
    assert drafts.find() == []


def test_a_new_record_waits_for_its_moment_and_ends_at_its_moment(store: Store, drafts: Drafts) -> None:
    begins, ends = NOW + timedelta(days=1), NOW + timedelta(days=2)
    news = Record(id="news:fair", title="Fair", summary="There is a fair.")
    approve(drafts, wait(drafts, news, 0, publish_at=begins, retire_at=ends))
    assert drafts.due(begins - timedelta(seconds=1)) == []
    (due,) = drafts.due(begins)
    drafts.keep_appointment(due.id, begins)
    drafts.keep_appointment(due.id, begins)
    assert store.get("news:fair") == news
    assert drafts.due(begins) == []
    (due,) = drafts.due(ends)
    drafts.keep_appointment(due.id, ends)
    retired = store.get("news:fair")
    assert retired is not None and (retired.status, retired.version) == ("retired", 2)
    assert drafts.due(ends) == []


def test_a_moment_that_comes_after_another_change_waits_for_a_person(store: Store, drafts: Drafts) -> None:
    draft = approve(drafts, wait(drafts, publish_at=NOW + timedelta(days=1)))
    store.save_all([replace(OLD, title="Changed elsewhere")])
    (due,) = drafts.due(NOW + timedelta(days=1))
    drafts.keep_appointment(due.id, NOW + timedelta(days=1))
    kept = drafts.get(draft.id)
    assert kept is not None and kept.state == WAITING
    assert store.get("faq:tea") == replace(OLD, title="Changed elsewhere", version=2)


def test_a_record_is_retired_at_once_and_restored_by_a_draft(store: Store, drafts: Drafts) -> None:
    assert drafts.retire("faq:tea") == 2
    assert store.all() == []
    with pytest.raises(KnowledgeError, match="expected a published record"):
        drafts.retire("faq:tea")
    before = store.get("faq:tea", 1)
    assert before is not None
    assert approve(drafts, wait(drafts, before, 2)).version == 3
    assert store.all() == [replace(OLD, version=3)]
