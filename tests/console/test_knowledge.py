"""The room of knowledge: written by one, approved by another, noted, answered, retired, and restored."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.audit.log import AuditLog
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.settings import STATE_TIME
from tests.console.member import Member, last_of, words_of
from tests.console.server import Console, running
from tests.console.writing import decide, seen, write

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A console of its own: other rooms' tests count what this one changes."""
    with running(tmp_path_factory.mktemp("knowledge")) as console:
        yield console


def test_a_record_is_written_by_one_and_published_by_another(
    editor: Member, approver: Member, store: Store, log: AuditLog
) -> None:
    path = write(editor, "kites")
    assert last_of(log) == ("editor", "knowledge.submit", "faq:kites", "New.")
    assert store.get("faq:kites") is None
    assert "1 draft of a record waits" in words_of(approver.get("/"))
    page = words_of(approver.get(path))
    assert "+ title: About kites" in page and "All of kites." in page
    assert decide(approver, path).headers["Location"].endswith("done=draft-published")
    assert last_of(log) == ("approver", "knowledge.approve", "faq:kites", "Right.")
    published = store.get("faq:kites")
    assert published is not None
    assert (published.summary, published.asks) == ("All of kites.", ("What is kites?",))


def test_without_a_reason_nothing_is_published_or_noted(
    editor: Member, approver: Member, store: Store, log: AuditLog
) -> None:
    path, head = write(editor, "drums"), log.head()
    response = decide(approver, path, why="")
    assert response.status_code == 400
    assert (store.get("faq:drums"), log.head()) == (None, head)


def test_what_is_refused_is_not_in_the_audit_log(editor: Member, approver: Member, log: AuditLog) -> None:
    path = write(editor, "flutes")
    decide(approver, path, "withdraw")
    head = log.head()
    response = approver.post(f"{path}/approve", {"seen": "2026-01-01T00:00:00+00:00", "why": "Yes."})
    assert "it is withdrawn" in words_of(response)
    assert log.head() == head


def test_a_draft_is_sent_back_and_written_on(editor: Member, approver: Member) -> None:
    path = write(editor, "bells")
    decide(approver, path, "return", "Say which bells.")
    assert "approver: Say which bells." in words_of(editor.get(path))
    page = editor.get(f"{path}/edit").text
    assert "All of bells." in page
    shown = {
        "draft": path.rpartition("/")[2],
        "seen": seen(editor, f"{path}/edit"),
        "summary": "Church bells.",
    }
    assert write(editor, "bells", **shown) == path
    assert decide(approver, path).status_code == 303


def test_errors_keep_a_record_in_and_the_typed_words_on_the_page(editor: Member) -> None:
    form = {"id": "faq:bad", "base": "0", "title": "Bad", "summary": "Call (601) 555-0100.", "why": "X."}
    response = editor.post("/knowledge/save", form | {"then": "submit"})
    assert response.status_code == 400
    assert "expected a number like" in words_of(response) and "Call (601)" in response.text
    response = editor.post("/knowledge/save", form | {"title": "", "then": "keep"})
    assert response.status_code == 400 and "Call (601)" in response.text


def test_the_check_works_as_a_page_and_as_a_part_of_one(editor: Member) -> None:
    form = {
        "id": "faq:link",
        "base": "0",
        "title": "Link",
        "summary": HOSTILE,
        "details.url": "http://ms.gov/x",
    }
    whole = editor.post("/knowledge/check", form)
    part = editor.post("/knowledge/check", form, **{"HX-Request": "true"})
    assert "<html" in whole.text and "<html" not in part.text
    for response in (whole, part):
        assert response.status_code == 200
        assert "is not encrypted (http)" in words_of(response)
        assert HOSTILE not in response.text


def test_a_long_list_of_asks_is_not_cut(editor: Member, approver: Member, store: Store) -> None:
    asks = [f"Is this the long question number {number} about harps?" for number in range(300)]
    decide(approver, write(editor, "harps", asks="\n".join(asks)))
    harps = store.get("faq:harps")
    assert harps is not None and list(harps.asks) == asks


def test_a_record_is_retired_and_an_old_version_restored(
    editor: Member, approver: Member, store: Store, log: AuditLog
) -> None:
    decide(approver, write(editor, "lutes"))
    approver.post("/knowledge/faq:lutes/retire", {"why": "Wrong."})
    assert last_of(log) == ("approver", "knowledge.retire", "faq:lutes", "Wrong.")
    retired = store.get("faq:lutes")
    assert retired is not None and retired.status == "retired"
    assert "- status: published" in words_of(editor.get("/knowledge/faq:lutes"))
    response = editor.post("/knowledge/faq:lutes/restore", {"version": "1", "why": "It was right."})
    path = response.headers["Location"].partition("?")[0]
    editor.post(f"{path}/submit", {"why": "Please."})
    decide(approver, path)
    back = store.get("faq:lutes")
    assert back is not None and (back.status, back.version) == ("published", 3)


def test_the_console_publishes_when_the_moment_comes(
    editor: Member, approver: Member, store: Store, log: AuditLog
) -> None:
    passed = (datetime.now(STATE_TIME) - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    path = write(editor, "gongs", retire_at=passed)
    decide(approver, path)
    until = time.monotonic() + 15
    while time.monotonic() < until and last_of(log)[1] != "knowledge.retire.due":
        time.sleep(0.2)
    assert last_of(log)[:3] == ("console", "knowledge.retire.due", "faq:gongs")
    gongs = store.get("faq:gongs")
    assert gongs is not None and gongs.status == "retired"


def test_records_are_found(editor: Member, store: Store) -> None:
    store.save_all([Record("faq:odd", "100 % of _ odd \\ Words", HOSTILE, keywords=("needle",))])
    for asked in ("words=100+%25+_", "words=NEEDLE+odd", "type=faq&words=odd", "words=%5C"):
        page = editor.get(f"/knowledge?{asked}")
        assert "100 % of _ odd" in page.text, asked
    assert "No record fits" in editor.get("/knowledge?words=odd&type=service").text
    assert "No record fits" in editor.get("/knowledge?words=n%25e").text
    assert HOSTILE not in editor.get("/knowledge/faq:odd").text
    assert editor.get("/knowledge?due=overdue&page=99999").status_code == 200


def test_what_is_not_there_is_not_found(editor: Member, approver: Member) -> None:
    assert editor.get("/knowledge/faq:nothing").status_code == 404
    assert editor.get("/drafts/9999").status_code == 404
    assert approver.post("/knowledge/faq:nothing/retire", {"why": "X."}).status_code == 404
