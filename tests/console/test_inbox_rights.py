"""The inbox to each role its part; and nothing that anybody wrote becomes markup or a query."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.tables import FEEDBACK
from bot.console.access.accounts import Accounts
from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address
from tests.console.inbox import ask, decide, latest_decision
from tests.console.member import Member, enter, words_of
from tests.console.server import Console, add_account, running

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A console of its own, since decisions change what is there."""
    with running(tmp_path_factory.mktemp("inbox")) as console:
        yield console


@pytest.fixture(scope="module")
def trainer(console: Console) -> Member:
    return enter(console, "trainer")


@pytest.fixture(scope="module")
def agent(console: Console) -> Member:
    return enter(console, "agent")


def test_nobody_takes_back_what_they_may_not_decide(agent: Member, trainer: Member, database: Engine) -> None:
    decide(trainer, "right", ask(database, "Is the zoo open?"))
    number = latest_decision(database).id
    assert agent.post("/inbox/undo", {"decision": number}).status_code == 403
    assert latest_decision(database).undone_at is None
    for nonsense in ("", "x", "999999999999", "99999"):
        assert trainer.post("/inbox/undo", {"decision": nonsense}).status_code == 400


def test_what_citizens_wrote_never_becomes_markup(trainer: Member, database: Engine) -> None:
    ids = {"conversation": "web-xss", "seq": 1}
    cluster = ask(
        database, SCRIPT, answer=SCRIPT, channel=SCRIPT[:40], records=SCRIPT, intent=SCRIPT[:40], **ids
    )
    vote = ids | {"at": time.time(), "vote": "down", "comment": SCRIPT, "outcome": "refuse"}
    with database.begin() as connection:
        connection.execute(insert(FEEDBACK), vote)
    decide(trainer, "gap", ask(database, SCRIPT + " again"), agency="fish", note=SCRIPT, why=SCRIPT)
    trainer.post("/inbox/filters", {"name": SCRIPT[:60], "back": "channel=" + SCRIPT[:30]})
    paths = (
        "/inbox",
        f"/inbox/{cluster}",
        "/inbox/decisions",
        "/gaps",
        f"/inbox?channel={SCRIPT}&q={SCRIPT}",
    )
    for path in paths:
        page = trainer.get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page and ">49" not in page, path
        assert "&lt;script&gt;" in page, path


@pytest.mark.parametrize("typed", ["' OR 1=1 --", "%", "\x00", "\ud800", "a" * 500, "-1", "٣"])
def test_what_is_typed_is_never_a_query(trainer: Member, typed: str) -> None:
    quoted = typed.encode("utf-8", "surrogatepass")
    names = ("state", "outcome", "vote", "sureness", "channel", "topic", "first", "last", "order", "page")
    assert trainer.get("/inbox", params=dict.fromkeys(names, quoted)).status_code == 200
    assert trainer.get("/inbox/records", params={"q": quoted}).status_code == 200
    assert trainer.get("/gaps", params={"status": quoted, "agency": quoted}).status_code == 200
    form = dict.fromkeys(("clusters", "wordings", "back", "why", "cluster", "record", "decision"), quoted)
    for kind in ("right", "ask", "undo"):
        assert trainer.post(f"/inbox/{kind}", form).status_code in (400, 404), kind


def test_a_cluster_that_is_gone_is_told(trainer: Member) -> None:
    assert trainer.get("/inbox/987654").status_code == 404


def test_an_approver_reads_and_changes_nothing(console: Console, database: Engine) -> None:
    cluster = ask(database, "May I read this?")
    approver = enter(console, "approver")
    page = words_of(approver.get(f"/inbox/{cluster}"))
    assert "trainers and editors decide it" in page and "Nothing to do" not in page
    assert 'type="checkbox"' not in approver.get("/inbox").text


def test_an_editor_who_trains_sees_all_buttons(
    console: Console, accounts: Accounts, database: Engine
) -> None:
    add_account(accounts, "both", ("editor", "trainer"))
    page = enter(console, "both").get(f"/inbox/{ask(database, 'What is left?')}").text
    for button in ("It was right", "Add as asks", "Add as test questions", "Add the phrase", "Open a ticket"):
        assert button in page
    engine = open_database(conversations_address(console.settings))
    assert AuditLog(engine).verify() is None
    engine.dispose()
