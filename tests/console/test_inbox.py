"""The inbox through the real console: found, decided, taught, undone; who may; and nothing becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.authoring.workspace import Workspace
from bot.review.tables import TICKET
from tests.console.inbox import ask, decide, form_of, latest_decision
from tests.console.member import Member, enter, words_of
from tests.console.server import Console, running


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


@pytest.fixture
def workspace(console: Console) -> Workspace:
    return Workspace(console.settings.console.checkout)


def test_a_refused_question_is_found_marked_right_and_undone(
    trainer: Member, database: Engine, log: AuditLog
) -> None:
    cluster = ask(database, "Is there a ferry to the island?", times=3)
    page = words_of(trainer.get("/inbox"))
    assert "Is there a ferry to the island?" in page and "Declined 3" in page
    one = words_of(trainer.get(f"/inbox/{cluster}"))
    for told in ("Asked 3 times", "I am not sure.", "ask_about", "20 % sure", "does not run here right now"):
        assert told in one
    response = decide(trainer, "right", cluster, back="channel=rest")
    assert response.headers["Location"] == "/inbox?channel=rest&done=inbox-right"
    after = trainer.get("/inbox")
    assert "Your last decision: Was right" in words_of(after) and "ferry" not in after.text
    assert "ferry" in trainer.get("/inbox?state=handled").text
    decision = latest_decision(database)
    response = trainer.post("/inbox/undo", {"decision": decision.id, "why": "a slip"})
    assert (
        response.headers["Location"] == "/inbox?done=inbox-undone" and "ferry" in trainer.get("/inbox").text
    )
    told = [(e.who, e.action, e.why) for e in log.entries()][-2:]
    assert told == [("trainer", "inbox.right", "reviewed in the inbox"), ("trainer", "inbox.undo", "a slip")]


def test_a_phrase_with_names_is_drafted_word_by_word(
    trainer: Member, database: Engine, workspace: Workspace
) -> None:
    cluster = ask(database, "what's the fee for oysters in Hinds county?")
    typed = {
        "intent": "ask_cost",
        "why": "new need",
        "marking": "what's the fee for oysters in Hinds county?",
    }
    typed |= {"phrase": typed["marking"], "from1": "7", "to1": "8", "entity1": "county"}
    response = decide(trainer, "phrase", cluster, **typed)
    assert response.status_code == 303, words_of(response)
    (commit,) = [c for c in workspace.pending() if "oysters" in c.summary]
    assert (commit.author, commit.why) == ("trainer", "new need")
    assert "+    - what's the fee for oysters in [Hinds county](county)?" in workspace.diff(commit.id)
    trainer.post("/inbox/undo", {"decision": latest_decision(database).id})
    assert "oysters" not in workspace.diff()


def test_a_new_intent_leads_on_to_its_answer_and_is_undone(
    trainer: Member, editor: Member, database: Engine, workspace: Workspace
) -> None:
    cluster = ask(database, "Do you keep what I tell you?")
    typed = {"phrases": "Do you keep what I tell you?\nis this chat stored"}
    told = decide(trainer, "intent", cluster, new_intent="Kept", **typed)
    assert told.status_code == 400 and "expected a new one" in words_of(told) and "is this chat" in told.text
    assert "No intent fits" not in editor.get(f"/inbox/{cluster}").text
    response = decide(trainer, "intent", cluster, new_intent="ask_what_is_kept", **typed)
    assert response.headers["Location"] == "/stories/new?intent=ask_what_is_kept&done=inbox-intent"
    assert "Now say what to answer" in words_of(trainer.get(response.headers["Location"]))
    assert "Do you keep" not in trainer.get("/inbox").text
    trainer.post("/inbox/undo", {"decision": latest_decision(database).id})
    assert "ask_what_is_kept" not in workspace.diff() and "Do you keep" in trainer.get("/inbox").text


def test_words_become_an_ask_found_by_searching_the_record(
    editor: Member, database: Engine, workspace: Workspace
) -> None:
    cluster = ask(database, "Potholes on my road, who mends them?")
    found = editor.get(f"/inbox/{cluster}?q=pothole").text
    assert 'name="record" value="service:pothole"' in found
    part = editor.get("/inbox/records?q=pothole", headers={"HX-Request": "true"}).text
    assert 'value="service:pothole"' in part and "<html" not in part
    response = decide(
        editor, "ask", cluster, record="service:pothole", lines="who mends potholes\n\nfix my road"
    )
    assert response.headers["Location"].endswith("done=inbox-ask")
    assert {"who mends potholes", "fix my road"} <= {c.summary.split(": ")[-1] for c in workspace.pending()}


def test_what_nobody_answers_is_declined_and_tested(
    trainer: Member, database: Engine, workspace: Workspace
) -> None:
    cluster = ask(database, "How far is the moon from Biloxi?", "answer", score=0.3)
    response = decide(trainer, "outside", cluster, outside="outside:space", lines="How far is the moon?")
    assert response.headers["Location"].endswith("done=inbox-outside")
    cluster = ask(database, "Where is Mars tonight?")
    assert decide(trainer, "evaluation", cluster, lines="Where is Mars tonight?").status_code == 303
    drafted = [commit.summary for commit in workspace.pending()]
    assert "Add an ask of outside:space: How far is the moon?" in drafted
    assert "Add an evaluation question (refuse): Where is Mars tonight?" in drafted


def test_a_form_that_cannot_be_taken_is_told_and_keeps_what_was_typed(
    trainer: Member, database: Engine, log: AuditLog
) -> None:
    cluster, before = ask(database, "Who tunes pianos?"), log.head()
    for kind, typed, told in (
        ("phrase", {"phrase": "typed with care"}, "there is none of this name"),
        ("ask", {"lines": "typed with care", "record": "service:none"}, "none of this id is published"),
        ("label", {"why": "typed with care"}, "expected a record or an intent"),
        ("gap", {"note": "typed with care", "agency": "fish", "due": "2020-01-01"}, "expected a day to come"),
    ):
        response = decide(trainer, kind, cluster, **typed)
        assert response.status_code == 400 and told in words_of(response), kind
        assert "typed with care" in response.text
    form = form_of(trainer, cluster) | {"wordings": []}
    assert "expected 1 to" in words_of(trainer.post("/inbox/right", form, csrf=form["csrf"]))
    assert log.head() == before and "Who tunes pianos?" in trainer.get("/inbox").text


def test_several_are_decided_at_once_and_undone_at_once(trainer: Member, database: Engine) -> None:
    clusters = [ask(database, question) for question in ("asdf jkl", "qwerty uiop")]
    response = trainer.post("/inbox/nothing", {"clusters": clusters, "back": "order=seen", "why": "no sense"})
    assert response.headers["Location"] == "/inbox?order=seen&done=inbox-nothing"
    assert "asdf" not in trainer.get("/inbox").text and "qwerty" not in trainer.get("/inbox").text
    listed = words_of(trainer.get("/inbox/decisions"))
    assert "Nothing to do" in listed and "no sense" in listed
    trainer.post("/inbox/undo", {"decision": latest_decision(database).id})
    assert "asdf" in trainer.get("/inbox").text and "qwerty" in trainer.get("/inbox").text
    assert "expected 1 to" in words_of(trainer.post("/inbox/right", {}))


def test_a_ticket_is_opened_by_an_agent_and_closed(agent: Member, database: Engine) -> None:
    cluster = ask(database, "When do the boat ramps open?")
    page = agent.get(f"/inbox/{cluster}").text
    assert "Open a ticket" in page and "It was right" not in page and "Add the phrase" not in page
    response = decide(
        agent, "gap", cluster, agency="fish", note="Hours of\nthe boat ramps.", due="2099-01-31"
    )
    assert response.headers["Location"].endswith("done=inbox-gap")
    listed = words_of(agent.get("/gaps"))
    for told in ("Department of Fish", "Hours of the boat ramps.", "due 2099-01-31", "asked 1 time"):
        assert told in listed
    with database.connect() as connection:
        number = connection.execute(select(TICKET.c.id)).scalar_one()
    assert agent.post(f"/gaps/{number}/close", {"result": ""}).status_code == 400
    assert agent.post(f"/gaps/{number}/close", {"result": "they sent a list"}).status_code == 303
    assert "boat ramps" not in agent.get("/gaps").text
    assert "they sent a list" in words_of(agent.get("/gaps?status=closed&agency=fish"))
    assert agent.post(f"/gaps/{number}/reopen", {"why": "not all"}).status_code == 303
    assert "boat ramps" in agent.get("/gaps").text


def test_filters_are_kept_removed_and_kept_again(trainer: Member, editor: Member) -> None:
    response = trainer.post("/inbox/filters", {"name": "My refusals", "back": "outcome=refuse&order=seen"})
    assert response.headers["Location"] == "/inbox?outcome=refuse&order=seen&done=filter-saved"
    page = trainer.get("/inbox").text
    assert '<a href="/inbox?outcome=refuse&amp;order=seen">My refusals</a>' in page
    assert "My refusals" not in editor.get("/inbox").text
    number = re.search(r'name="filter" value="(\d+)"', page)
    assert number and editor.post("/inbox/filters/remove", {"filter": number[1]}).status_code == 200
    removed = trainer.post("/inbox/filters/remove", {"filter": number[1]}).text
    assert 'value="My refusals"' in removed and 'value="refuse" selected' in removed
    assert "My refusals" not in trainer.get("/inbox").text


def test_a_script_gets_the_list_alone(trainer: Member) -> None:
    part = trainer.get("/inbox?outcome=clarify", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<p") and "<html" not in part


def test_shortcuts_are_turned_off_for_one_person(trainer: Member, editor: Member) -> None:
    assert " data-on" in trainer.get("/inbox").text
    trainer.post("/inbox/shortcuts", {"shortcuts": "off"})
    assert " data-on" not in trainer.get("/inbox").text and " data-on" in editor.get("/inbox").text
    trainer.post("/inbox/shortcuts", {"shortcuts": "on"})
    assert " data-on" in trainer.get("/inbox").text
