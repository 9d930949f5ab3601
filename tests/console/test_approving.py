"""Several drafts are approved together: all that were chosen as they were shown, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import requests

from bot.audit.log import AuditLog
from bot.console.access.accounts import Accounts
from bot.knowledge.database import open_database
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.operations.endpoints import conversations_address
from tests.console.member import Member, enter, words_of
from tests.console.server import Console, add_account, running
from tests.console.writing import write

VALUE = re.compile(r'name="chosen" value="([^"]+)"')


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    with running(tmp_path_factory.mktemp("approving")) as console:
        engine = open_database(conversations_address(console.settings))
        add_account(Accounts(engine, AuditLog(engine)), "both", ("editor", "approver"))
        engine.dispose()
        yield console


@pytest.fixture(autouse=True)
def nothing_open(store: Store) -> None:
    """Each test begins without drafts."""
    drafts = Drafts(store.engine)
    for draft in drafts.find():
        drafts.withdraw(draft.id, "test", "over")


def choices(member: Member) -> list[str]:
    return VALUE.findall(member.get("/drafts").text)


def approve(member: Member, chosen: list[str], why: str = "Read.") -> requests.Response:
    return member.post("/drafts/approve", {"chosen": chosen, "why": why})


def test_what_is_chosen_is_published_together_and_noted_one_by_one(
    editor: Member, approver: Member, store: Store, log: AuditLog
) -> None:
    for slug in ("oboes", "violas", "cellos"):
        write(editor, slug)
    cellos, violas, oboes = choices(approver)
    head = log.head()
    assert "done=drafts-approved" in approve(approver, [oboes, violas]).headers["Location"]
    assert store.get("faq:oboes") and store.get("faq:violas") and not store.get("faq:cellos")
    noted = [(entry.who, entry.action, entry.subject, entry.why) for entry in log.entries(head.seq)]
    assert noted == [
        ("approver", "knowledge.approve", f"faq:{slug}", "Read.") for slug in ("oboes", "violas")
    ]
    assert choices(approver) == [cellos]


def test_one_that_changed_meanwhile_holds_all_back(
    editor: Member, approver: Member, store: Store, log: AuditLog
) -> None:
    first, _ = write(editor, "tubas"), write(editor, "horns")
    shown = choices(approver)
    tubas = next(value for value in shown if value.startswith(f"{first.rpartition('/')[2]} "))
    number, _, seen = tubas.partition(" ")
    write(editor, "tubas", draft=number, seen=seen, summary="Other words.")
    head = log.head()
    response = approve(approver, shown)
    assert response.status_code == 400 and "changed meanwhile" in words_of(response)
    assert (store.get("faq:tubas"), store.get("faq:horns"), log.head()) == (None, None, head)
    horns = next(value for value in shown if value != tubas)
    assert re.search(rf'value="{re.escape(horns)}"[^>]* checked', response.text)
    assert 'value="Read."' in response.text


def test_ones_own_draft_cannot_be_chosen_and_says_why(console: Console, editor: Member, store: Store) -> None:
    both = enter(console, "both")
    write(both, "lyres")
    write(editor, "zithers")
    page = both.get("/drafts").text
    (own,) = [
        value for value in choices(both) if re.search(rf'value="{re.escape(value)}"[^>]* disabled', page)
    ]
    assert "You wrote in it, so a second person must approve it." in page
    response = approve(both, choices(both))
    assert response.status_code == 400 and f"draft {own.split()[0]}: expected a second person" in words_of(
        response
    )
    assert (store.get("faq:lyres"), store.get("faq:zithers")) == (None, None)


def test_errors_hold_a_draft_back_wherever_it_is_approved(
    editor: Member, approver: Member, store: Store
) -> None:
    path = write(editor, "fifes", topics="outdoors")
    write(editor, "drums")
    outdoors = store.get("topic:outdoors")
    assert outdoors
    Drafts(store.engine).retire("topic:outdoors")
    told = "faq:fifes: must be mended first: topics: expected a record topic:outdoors that is not retired"
    response = approve(approver, choices(approver))
    assert response.status_code == 400 and told in words_of(response)
    seen = choices(approver)[1].partition(" ")[2]
    response = approver.post(f"{path}/approve", {"seen": seen, "why": "Read."})
    assert response.status_code == 400 and told in words_of(response)
    assert (store.get("faq:fifes"), store.get("faq:drums")) == (None, None)
    store.save_all([outdoors])
    assert approve(approver, choices(approver)).status_code == 303


def test_drafts_that_need_each_other_are_approved_together(
    editor: Member, approver: Member, store: Store
) -> None:
    drafts = Drafts(store.engine)
    proposed = [
        (Record("topic:music", "Music", "All that sounds."), 0),
        (Record("faq:jazz", "Jazz", "It is from here.", topics=("music",)), 0),
    ]
    drafts.begin_all(proposed, "editor", "New.", waiting={"topic:music", "faq:jazz"})
    jazz, music = choices(approver)
    assert "expected a record topic:music" in words_of(approve(approver, [jazz]))
    assert approve(approver, [jazz, music]).status_code == 303
    assert store.get("faq:jazz") and store.get("topic:music")


def test_one_whose_record_was_published_anew_cannot_be_chosen(
    editor: Member, approver: Member, store: Store
) -> None:
    store.save_all([Record("faq:bugle", "Bugle", "It is brass.")])
    write(editor, "bugle", base="1")
    store.save_all([Record("faq:bugle", "Bugle", "It is loud.")])
    assert "Its record was published anew since" in words_of(approver.get("/drafts"))


@pytest.mark.parametrize("chosen", [[], ["x"], ["1"], ["1 soon"], ["\u00b2 2026-11-22T12:00:00+00:00"]])
def test_what_no_page_sends_is_told(approver: Member, chosen: list[str]) -> None:
    response = approve(approver, chosen)
    assert response.status_code == 400 and 'role="alert"' in response.text


def test_a_reason_is_needed(editor: Member, approver: Member, store: Store) -> None:
    write(editor, "gourds")
    response = approve(approver, choices(approver), why="")
    assert response.status_code == 400 and store.get("faq:gourds") is None


def test_who_cannot_approve_sees_no_boxes(editor: Member) -> None:
    write(editor, "spoons")
    assert choices(editor) == [] and "About spoons" in words_of(editor.get("/drafts"))
