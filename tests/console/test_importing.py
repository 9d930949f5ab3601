"""Importing and exporting in the console: shown first, kept as drafts together, and nothing lost."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape

import pytest
import requests

from bot.audit.log import AuditLog
from bot.knowledge.drafts.draft import DRAFT, WAITING
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from tests.console.member import Member, last_of, words_of
from tests.console.server import Console, running

HOSTILE = "<script>alert(1)</script>"
HIDDEN = re.compile(r'<input type="hidden" name="(name|content|seen)" value="([^"]*)"')
HEADER = "id,title,summary,fee,topics"
FISHING = "fishing-license,Buy a fishing license,You need a license to catch fish in fresh water.,{},outdoors"


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    with running(tmp_path_factory.mktemp("importing")) as console:
        yield console


@pytest.fixture
def drafts(store: Store) -> Drafts:
    """No draft is open when a test begins."""
    drafts = Drafts(store.engine)
    for draft in drafts.find():
        drafts.withdraw(draft.id, "test", "over")
    return drafts


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def send(editor: Member, content: bytes, name: str = "services.csv") -> requests.Response:
    return editor.post("/knowledge/import", files={"file": (name, content)})


def carried(response: requests.Response) -> dict[str, str]:
    """What the preview's form holds."""
    return {name: unescape(value) for name, value in HIDDEN.findall(response.text)}


def keep(
    editor: Member, shown: Mapping[str, str], then: str = "keep", why: str = "New fees."
) -> requests.Response:
    return editor.post("/knowledge/import/keep", dict(shown) | {"then": then, "why": why})


def test_the_preview_counts_and_compares_and_writes_nothing(
    editor: Member, drafts: Drafts, store: Store, log: AuditLog
) -> None:
    drafts.begin(Record("service:boat-title", "Boats", "Other words."), 1, "ana", "Why.")
    rows = (FISHING.format("$12 a year"), f"kites,{HOSTILE},Kites fly.,,", "pothole,Report a pothole,")
    rows += ("boat-title,Register a boat,Boats with sails too.,,outdoors",)
    rows += ("lemonade-stand,Open a lemonade stand,Children need no permit to sell lemonade.,,",)
    head, revision, before = log.head(), store.revision(), len(drafts.find())
    response = send(editor, table(*rows))
    words = words_of(response)
    assert response.status_code == 200 and HOSTILE not in response.text
    assert "1 new, 1 changed, 1 unchanged, 1 with an open draft, 1 fault" in words
    assert "- fee: $10 a year" in words and "+ fee: $12 a year" in words
    assert "services.csv:4: pothole: row: expected 5 cells, found 3" in words
    assert "service:boat-title by ana" in words
    assert (log.head(), store.revision(), len(drafts.find())) == (head, revision, before)


def test_what_was_previewed_is_kept_as_drafts_and_noted_once(
    editor: Member, drafts: Drafts, store: Store, log: AuditLog
) -> None:
    shown = send(editor, table(FISHING.format("$12 a year"), "harps,Play a harp,Harps are heavy.,,"))
    head = log.head()
    response = keep(editor, carried(shown))
    assert response.headers["Location"] == "/drafts?done=drafts-kept"
    (entry,) = log.entries(head.seq)
    assert last_of(log) == ("editor", "knowledge.import", "services.csv", "New fees.")
    assert json.loads(entry.details) == {"new": 1, "changed": 1, "waiting": 0}
    harps, fishing = drafts.find()
    published = store.get("service:fishing-license")
    assert published and (fishing.state, fishing.base, fishing.author) == (DRAFT, published.version, "editor")
    details = published.details | {"fee": "$12 a year"}
    assert fishing.record == replace(published, details=details, version=fishing.record.version)
    assert (harps.record.id, harps.base) == ("service:harps", 0)


def test_only_what_has_no_error_is_sent_for_approval(editor: Member, drafts: Drafts) -> None:
    rows = ("drums,Play a drum,Drums are loud.,,", "gongs,Play a gong,Call (601) 555-0100.,,nowhere")
    shown = send(editor, table(*rows))
    words = words_of(shown)
    assert "1 of them must be mended before it is sent" in words and "send 1 for approval" in words
    assert "expected a record topic:nowhere" in words and "expected a number like" in words
    assert keep(editor, carried(shown), "submit").headers["Location"] == "/drafts?done=drafts-wait"
    assert {draft.record.id: draft.state for draft in drafts.find()} == {
        "service:drums": WAITING,
        "service:gongs": DRAFT,
    }


def test_records_that_change_meanwhile_bring_the_preview_again(
    editor: Member, drafts: Drafts, store: Store
) -> None:
    shown = carried(send(editor, table(FISHING.format("$15 a year"))))
    fishing = store.get("service:fishing-license")
    assert fishing
    store.save_all([replace(fishing, county="hinds")])
    response = keep(editor, shown)
    assert "The records were changed meanwhile" in words_of(response) and drafts.find() == []
    assert 'value="New fees."' in response.text
    assert keep(editor, carried(response)).status_code == 303
    (draft,) = drafts.find()
    assert draft.record.county == "hinds"


def test_a_draft_begun_meanwhile_brings_the_preview_again(editor: Member, drafts: Drafts) -> None:
    shown = carried(send(editor, table(FISHING.format("$16 a year"), "oboes,Play an oboe,Oboes.,,")))
    drafts.begin(Record("service:oboes", "Oboes", "Mine."), 0, "ana", "Why.")
    response = keep(editor, shown)
    assert "1 changed, 0 unchanged, 1 with an open draft" in words_of(response)
    assert len(drafts.find()) == 1


def test_without_a_reason_nothing_is_kept(editor: Member, drafts: Drafts, log: AuditLog) -> None:
    shown, head = carried(send(editor, table("lutes,Play a lute,Lutes.,,"))), log.head()
    response = keep(editor, shown, why="")
    assert response.status_code == 400 and "why: expected a few words" in words_of(response)
    assert (drafts.find(), log.head()) == ([], head)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("photo.png", b"\x89PNG", "photo.png: expected a file ending in .csv, .ics, .xml, .rss, .atom"),
        ("a.csv", b"id\xff", "a.csv: expected UTF-8 text, byte 2 is not"),
        ("a.csv", b"", "a.csv: no header row; expected id, title, summary"),
        ("a.csv", b"a" * (1024 * 1024 + 1), "a.csv: expected at most 1 MB, found 1.0 MB"),
        ("a.csv", b"a" * (2 * 1024 * 1024), "a.csv: expected at most 1 MB, found 2.0 MB"),
        ("", b"", "choose a file first"),
        (f"{'long' * 50}.csv", b"x", "longlong.csv:1: unknown column 'x'"),
        (f"{HOSTILE}.doc", b"x", "expected a file ending in"),
    ],
)
def test_what_cannot_be_used_is_one_line(editor: Member, name: str, content: bytes, told: str) -> None:
    response = send(editor, content, name)
    assert response.status_code == 400 and told in words_of(response)
    assert HOSTILE not in response.text


def test_what_is_far_too_large_is_not_taken_in(editor: Member) -> None:
    assert send(editor, b"a" * (5 * 1024 * 1024)).status_code == 413
    assert editor.post("/knowledge/save", {"why": "a" * 400_000}).status_code == 413


def test_a_form_that_is_not_whole_keeps_nothing(editor: Member, drafts: Drafts) -> None:
    shown = carried(send(editor, table("lyres,Play a lyre,Lyres.,,")))
    for broken in (
        {},
        {"name": "a.csv", "content": "%%"},
        {"name": "a.csv", "content": "é"},
        shown | {"seen": "0"},
        shown | {"name": "a.ics"},
    ):
        assert keep(editor, broken).status_code == 400
    assert drafts.find() == []


def test_a_file_of_a_megabyte_comes_through_whole(editor: Member, drafts: Drafts) -> None:
    rows = [f"number-{n},Number {n},{'Words of the answer. ' * 30},," for n in range(1500)]
    content = table(*rows)
    assert 900_000 < len(content) < 1024 * 1024
    shown = send(editor, content)
    assert "1,500 new" in words_of(shown) and "service:number-1499" in shown.text
    assert keep(editor, carried(shown)).status_code == 303
    assert len(drafts.find()) == 1500


@pytest.mark.parametrize(
    ("kind", "query", "count"),
    [
        ("csv", "type=service", 6),
        ("calendar", "type=event", 3),
        ("rss", "type=news", 2),
        ("rss", "words=bridge", 1),
    ],
)
def test_an_export_is_imported_as_unchanged(
    editor: Member, drafts: Drafts, store: Store, kind: str, query: str, count: int
) -> None:
    response = editor.get(f"/knowledge/export?format={kind}&{query}")
    assert response.status_code == 200
    found = re.fullmatch(
        r'attachment; filename="(missi-\w+-[\d-]+\.\w+)"', response.headers["Content-Disposition"]
    )
    assert found
    words = words_of(send(editor, response.content, found[1]))
    assert f"0 new, 0 changed, {count} unchanged, 0 with an open draft, 0 faults" in words


def test_the_files_hold_what_was_found(editor: Member) -> None:
    response = editor.get("/knowledge/export?format=files&words=bridge")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert "news.yml" in archive.namelist() and "service.yml" not in archive.namelist()


def test_only_formats_that_fit_are_offered(editor: Member) -> None:
    def offered(query: str) -> list[str]:
        return re.findall(r"/knowledge/export\?format=(\w+)", editor.get(f"/knowledge?{query}").text)

    assert offered("") == ["csv", "calendar", "rss", "files"]
    assert offered("type=service") == ["csv", "files"]
    assert offered("words=nothing-like-this") == []
    assert editor.get("/knowledge/export?format=pdf").status_code == 404
