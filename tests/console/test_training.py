"""What trainers do with phrases, sentences, and stories, over real HTTP and a real git repository."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.authoring.phrases import read_phrases
from bot.authoring.workspace import Workspace
from bot.journal.tables import ENTRY
from tests.authoring.checkout import git
from tests.console.member import Member, enter, words_of
from tests.console.server import Console

SCRIPT = "<script>alert(1)</script><img src=x>\"'>"


@pytest.fixture(scope="module")
def trainer(console: Console) -> Member:
    return enter(console, "trainer")


@pytest.fixture
def root(console: Console) -> Path:
    return console.settings.var / "checkout"


@pytest.fixture
def workspace(root: Path) -> Workspace:
    return Workspace(root)


def phrases(workspace: Workspace, intent: str) -> list[str]:
    return [p.text for p in read_phrases(workspace.files()) if p.intent == intent]


def test_a_phrase_is_added_marked_moved_removed_and_brought_back(
    trainer: Member, workspace: Workspace, root: Path, log: AuditLog
) -> None:
    form = {"phrase": "what does Rankin charge", "why": "asked often"}
    assert trainer.post("/training/ask_cost", form).headers["Location"] == "/training/ask_cost?done=drafted"
    page = f"/training/ask_cost/phrase?phrase={form['phrase']}"
    assert "as one of ask_cost" not in words_of(trainer.get(page))
    marks = form | {"first": "2", "last": "2", "entity": "county"}
    response = trainer.post("/training/ask_cost/mark", marks)
    assert response.status_code == 303 and "Rankin%5D%28county%29" in response.headers["Location"]
    assert trainer.get(response.headers["Location"]).status_code == 200
    marked = "what does [Rankin](county) charge"
    assert phrases(workspace, "ask_cost")[-1] == marked
    assert (
        trainer.post("/training/ask_cost/mark", form | {"phrase": marked, "unmark": "0"}).status_code == 303
    )
    assert phrases(workspace, "ask_cost")[-1] == form["phrase"]
    assert trainer.post("/training/ask_cost/phrase", form | {"fresh": "Rankin price"}).status_code == 303
    moved = {"phrase": "Rankin price", "to": "ask_about", "why": "x"}
    assert trainer.post("/training/ask_cost/move", moved).status_code == 303
    assert phrases(workspace, "ask_about")[-1] == "Rankin price"
    assert trainer.post("/training/ask_about/remove", moved).status_code == 303
    assert "Rankin price" not in phrases(workspace, "ask_about")
    newest = workspace.pending()[0]
    assert (newest.author, newest.summary) == ("trainer", "Remove from ask_about: Rankin price")
    assert (
        trainer.post(f"/changes/{newest.id}/undo", {"why": "a slip"}).headers["Location"]
        == "/changes?done=undone"
    )
    assert phrases(workspace, "ask_about")[-1] == "Rankin price"
    last = list(log.entries(log.head().seq - 1))[-1]
    assert (last.who, last.action, last.why) == ("trainer", "training.undo", "a slip")
    assert git(root, "status", "--porcelain") == "", "the checkout itself is as it was"


@pytest.mark.parametrize(
    ("path", "form", "told"),
    [
        ("/training/ask_cost", {"phrase": "hello", "why": "x"}, "there already, as one of greet"),
        ("/training/ask_cost", {"phrase": "a new one", "why": ""}, "why: expected a few words"),
        ("/training/ask_cost/move", {"phrase": "cost?", "to": "", "why": "x"}, "there is none called"),
        (
            "/training/ask_cost/mark",
            {"phrase": "cost?", "first": "x", "why": "x"},
            "expected a first and a last",
        ),
        ("/training", {"name": "greet", "phrases": "x y", "why": "x"}, "expected a new one"),
        ("/responses", {"name": "greet", "text": "x", "why": "x"}, "expected one such as"),
        ("/responses/utter_cost", {"number": "0", "text": "It is free.", "why": "x"}, "{fee}, {title}"),
        (
            "/stories/new",
            {"do": "save", "name": "x", "kind": "rule", "rows": "1", "step-0": "intent:greet", "why": "x"},
            "steps",
        ),
        ("/stories/greet/remove", {"why": ""}, "expected a few words"),
        ("/changes/adopt", {"why": "x"}, "nothing would be different"),
    ],
)
def test_what_cannot_be_is_told_on_the_page_and_changes_nothing(
    trainer: Member, workspace: Workspace, path: str, form: dict[str, str], told: str
) -> None:
    head = workspace.head
    response = trainer.post(path, form)
    assert response.status_code == 400 and told in words_of(response)
    assert workspace.head == head


def test_a_phrase_is_looked_at_while_it_is_typed(trainer: Member) -> None:
    page = trainer.get("/training/check?intent=ask_cost&phrase=HELLO!", headers={"HX-Request": "true"})
    assert "There already" in page.text and "<html" not in page.text


def test_a_response_is_previewed_and_changed(trainer: Member, workspace: Workspace) -> None:
    form = {"number": "0", "text": "Welcome, <b>friend</b>", "why": "warmer"}
    head = workspace.head
    shown = trainer.post("/responses/utter_greet", form | {"do": "preview"})
    assert "Welcome, &lt;b&gt;friend" in shown.text and "nothing is saved" in shown.text
    assert workspace.head == head
    assert trainer.post("/responses/utter_greet", form).status_code == 303
    assert 'text: "Welcome, <b>friend</b>"   # warm' in workspace.files().read("domain.yml")


def test_an_intent_a_response_and_a_story_of_a_conversation_make_a_new_answer(
    trainer: Member, workspace: Workspace, database: Engine
) -> None:
    intent = {"name": "ask_ferry_times", "phrases": "when does the ferry run\nferry times", "why": "x"}
    assert trainer.post("/training", intent).headers["Location"].startswith("/training/ask_ferry_times")
    reply = {"name": "utter_ferry", "text": "It runs daily.", "why": "x"}
    assert trainer.post("/responses", reply).status_code == 303
    assert "custom: {outcome: smalltalk}" in workspace.diff(), "without it, a turn counts as a failure"
    row = {"conversation": "web-ferry", "at": time.time(), "channel": "web", "outcome": "refuse"}
    row |= {"confidence": 0.3, "records": "", "answer": "", "question": "is there a ferry at <place>"}
    with database.begin() as connection:
        connection.execute(insert(ENTRY), row | {"intent": "ask_cost"})
        connection.execute(insert(ENTRY), row | {"intent": "thank", "question": "thanks"})
    assert "conversation=web-ferry" in trainer.get("/stories/conversations").text
    page = trainer.get("/stories/new?conversation=web-ferry")
    assert "is there a ferry at &lt;place&gt;" in page.text
    assert 'value="action:action_answer_question" selected' in page.text, "the rule says what follows"
    form = {
        "name": "ferry",
        "kind": "story",
        "rows": "4",
        "step-0": "intent:ask_ferry_times",
        "said-0": "is there a ferry",
        "step-1": "action:utter_ferry",
        "step-2": "intent:thank",
        "said-2": "thanks",
        "step-3": "action:utter_greet",
        "why": "x",
    }
    more = trainer.post("/stories/new", form | {"do": "more"})
    assert more.text.count('name="step-') == 5 and "the rule “thank” always does utter_welcome" in more.text
    assert trainer.post("/stories/new", form | {"do": "drop:3"}).text.count('name="step-') == 3
    form["step-3"] = "action:utter_welcome"
    assert trainer.post("/stories/new", form | {"do": "preview"}).text.count("- action: utter_welcome") == 1
    saved = trainer.post("/stories/new", form | {"do": "save", "tested": "yes"})
    assert saved.headers["Location"] == "/stories/ferry?done=drafted"
    assert "It runs daily." in words_of(trainer.get("/stories/ferry"))
    assert "is there a ferry" in workspace.files().read("tests/stories/test_dialogues.yml")
    edited = form | {"edited": "ferry", "name": "ferry and back", "do": "save"}
    assert (
        trainer.post("/stories/new", edited).headers["Location"] == "/stories/ferry%20and%20back?done=drafted"
    )
    assert trainer.get("/stories/ferry%20and%20back").status_code == 200
    assert trainer.get("/stories/ferry").status_code == 404


def test_a_story_brings_its_own_reply_in_one_change(trainer: Member, workspace: Workspace) -> None:
    intent = {"name": "ask_parade", "phrases": "when is the parade\nparade", "why": "x"}
    trainer.post("/training", intent)
    assert 'href="/stories/new?intent=ask_parade"' in trainer.get("/training/ask_parade").text
    assert 'href="/stories/new?intent=ask_parade"' in trainer.get("/models").text, "before it is trained"
    page = trainer.get("/stories/new?intent=ask_parade").text
    assert 'value="ask parade"' in page and 'value="action:new reply" selected' in page
    form = {"name": "ask parade", "kind": "rule", "rows": "2", "why": "x"}
    form |= {"step-0": "intent:ask_parade", "step-1": "action:new reply", "said-1": ""}
    told = trainer.post("/stories/new", form | {"do": "save"})
    assert told.status_code == 400 and "text: expected a few words" in words_of(told)
    form["said-1"] = "It is in May."
    preview = trainer.post("/stories/new", form | {"do": "preview"}).text
    assert "- action: utter_ask_parade" in preview and 'value="action:new reply" selected' in preview
    before = len(workspace.pending())
    saved = trainer.post("/stories/new", form | {"do": "save"})
    assert saved.headers["Location"] == "/stories/ask%20parade?done=drafted"
    assert "It is in May." in words_of(trainer.get("/stories/ask%20parade"))
    assert "ask_parade" not in trainer.get("/models").text
    assert len(workspace.pending()) == before + 1
    trainer.post(f"/changes/{workspace.pending()[0].id}/undo", {"why": "a slip"})
    assert trainer.get("/responses/utter_ask_parade").status_code == 404, "undone with its story"


def test_an_approver_sees_every_change_and_makes_none(
    console: Console, trainer: Member, workspace: Workspace
) -> None:
    trainer.post("/training/greet", {"phrase": "good day", "why": "seen in March"})
    change, approver = workspace.pending()[0], enter(console, "approver")
    page = approver.get(f"/changes/{change.id}")
    assert "seen in March" in page.text and "- good day" in page.text and "/undo" not in page.text
    assert "- good day" in approver.get("/changes/all").text
    assert "of the training data wait" in words_of(approver.get("/"))
    assert approver.post(f"/changes/{change.id}/undo", {"why": "x"}).status_code == 403
    assert approver.get("/changes/HEAD").status_code == 404, "only what waits is shown"


def test_what_somebody_changes_by_hand_is_shown_and_taken_in(
    trainer: Member, workspace: Workspace, root: Path
) -> None:
    talk = root / "data/nlu/talk.yml"
    talk.write_text(talk.read_text() + "# by hand\n")
    try:
        assert "data/nlu/talk.yml" in words_of(trainer.get("/changes"))
        assert trainer.post("/changes/adopt", {"why": "Ana wrote it"}).status_code == 303
        assert workspace.files().read("data/nlu/talk.yml").endswith("# by hand\n")
    finally:
        git(root, "checkout", "--", "data/nlu/talk.yml")


def test_what_anybody_wrote_is_shown_as_it_was_written(trainer: Member, workspace: Workspace) -> None:
    trainer.post("/training/greet", {"phrase": f"hi {SCRIPT}", "why": SCRIPT})
    change = workspace.pending()[0]
    paths = [
        "/training/greet",
        f"/training?q={SCRIPT}",
        "/changes",
        f"/changes/{change.id}",
        "/stories?q=" + SCRIPT,
    ]
    for path in paths:
        page = trainer.get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page, path
    trainer.post(f"/changes/{change.id}/undo", {"why": "x"})


def test_the_findings_come_by_themselves(trainer: Member) -> None:
    until = time.monotonic() + 90
    while "Still looking" in (page := trainer.get("/training/findings").text) and time.monotonic() < until:
        time.sleep(1)
    assert "No story or rule says what to do about ask_about" in page
    assert "Cannot be compared" in page, "this set-up has no encoder"
