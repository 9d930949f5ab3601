"""The drafts of real git repositories: commits, undo, joining with what people commit, and acceptance."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bot.audit.log import AuditLog
from bot.authoring.lists import AddQuestion
from bot.authoring.phrase_changes import AddPhrase, EditPhrase, RemovePhrase
from bot.authoring.phrases import read_phrases
from bot.authoring.responses import SetResponse
from bot.authoring.trail import Trail
from bot.authoring.workspace import NO_HISTORY, Workspace
from bot.errors import AuthoringError
from tests.authoring.checkout import FILES, fill, git, make_checkout

COST, TALK = "data/nlu/questions/cost.yml", "data/nlu/talk.yml"


def disk(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in FILES}


def at_drafts(workspace: Workspace) -> dict[str, bytes]:
    files = workspace.files()
    return {path: files.read(path).encode() for path in FILES if path != "config.yml"}


def phrases(workspace: Workspace, intent: str) -> list[str]:
    return [p.text for p in read_phrases(workspace.files()) if p.intent == intent]


def test_a_change_is_a_commit_of_its_author_and_leaves_the_checkout_alone(
    workspace: Workspace, root: Path
) -> None:
    before, base = disk(root), workspace.base
    made = workspace.apply(AddPhrase("ask_cost", "is it free"), "ben", "asked nine times")
    assert disk(root) == before and git(root, "status", "--porcelain") == ""
    assert workspace.base == base and workspace.head == made.id
    assert git(root, "log", "-1", "--format=%an|%s|%b", "drafts/main").strip() == (
        "ben|Add to ask_cost: is it free|asked nine times"
    )
    assert [c.id for c in workspace.pending()] == [made.id]
    assert "+    - is it free" in workspace.diff(made.id) and workspace.diff(made.id) == workspace.diff()


def test_without_changes_there_is_nothing(workspace: Workspace, root: Path) -> None:
    assert workspace.head == workspace.base and workspace.pending() == [] and workspace.diff() == ""
    assert git(root, "branch", "--list", "drafts/*") == "", "looking makes no branch"


def test_a_change_below_others_is_undone_and_done_again(workspace: Workspace) -> None:
    made = [workspace.apply(AddPhrase("ask_cost", f"price {n}"), "ben", "x") for n in "abc"]
    undone = workspace.undo(made[0].id, "cleo", "a slip")
    assert phrases(workspace, "ask_cost")[-2:] == ["price b", "price c"]
    assert undone.undoes == made[0].id and undone.summary == "Undo: Add to ask_cost: price a"
    assert workspace.pending()[-1].undone_by == undone.id
    with pytest.raises(AuthoringError, match="undone already"):
        workspace.undo(made[0].id, "cleo", "again")
    workspace.undo(undone.id, "ben", "it was right")
    assert set(phrases(workspace, "ask_cost")[-3:]) == {"price a", "price b", "price c"}


def test_no_phrase_and_no_reason_looks_like_an_undo(workspace: Workspace) -> None:
    made = workspace.apply(AddPhrase("greet", "howdy"), "ben", "x")
    trailer = f"Undoes: {made.id}"
    workspace.apply(AddPhrase("greet", f"hiya\n\n{trailer}"), "ben", f"x\n\n{trailer}")
    workspace.apply(AddPhrase("greet", "Undo: me"), "ben", trailer)
    assert [c.undone_by for c in workspace.pending()] == [None] * 3
    assert [c.undoes for c in workspace.pending()] == [None] * 3
    assert workspace.pending()[0].why == trailer


def test_everything_undone_gives_the_same_bytes(workspace: Workspace) -> None:
    before = at_drafts(workspace)
    changes = [
        AddPhrase("greet", "howdy"),
        SetResponse("utter_greet", "Hi"),
        RemovePhrase("ask_cost", "cost?"),
        AddQuestion("Is it free?", ("a:b",)),
    ]
    for change in changes:
        workspace.apply(change, "ben", "x")
    for commit in workspace.pending():
        workspace.undo(commit.id, "ben", "x")
    assert at_drafts(workspace) == before and workspace.diff() == ""


def test_what_a_later_change_rests_on_is_not_undone(workspace: Workspace) -> None:
    first = workspace.apply(EditPhrase("greet", "hello", "hello you"), "ben", "x")
    workspace.apply(EditPhrase("greet", "hello you", "hello to you"), "ben", "x")
    with pytest.raises(AuthoringError, match="a later change rests on this one"):
        workspace.undo(first.id, "ben", "x")
    made = workspace.apply(AddQuestion("Is it free?", ("a:b",)), "ben", "x")
    workspace.apply(AddQuestion("Is it far?", ("a:b",)), "ben", "x")
    with pytest.raises(AuthoringError, match="data/eval/reviewed.yml"):  # its file would lose its head
        workspace.undo(made.id, "ben", "x")


@pytest.mark.parametrize(("author", "why"), [("", "x"), ("ben", "  ")])
def test_a_change_needs_who_and_why(workspace: Workspace, author: str, why: str) -> None:
    with pytest.raises(AuthoringError, match="expected a few words"):
        workspace.apply(AddPhrase("greet", "howdy"), author, why)


def test_what_is_committed_at_the_files_meanwhile_is_taken_in(workspace: Workspace, root: Path) -> None:
    workspace.apply(AddPhrase("ask_cost", "is it free"), "ben", "x")
    text = (root / COST).read_text().replace("- cost?\n", "- cost?\n    - what do I pay\n")
    (root / COST).write_text(text + "# a person's remark\n")
    git(root, "commit", "-qam", "By hand")
    workspace.apply(AddPhrase("greet", "howdy"), "ben", "x")
    assert {"is it free", "what do I pay"} <= set(phrases(workspace, "ask_cost"))
    assert workspace.files().read(COST).endswith("# a person's remark\n")
    assert [c.author for c in workspace.pending()] == ["ben", "ben"] and workspace.conflicts() == []


def test_lines_that_both_changed_are_shown_and_mended_by_undo(workspace: Workspace, root: Path) -> None:
    made = workspace.apply(EditPhrase("ask_cost", "cost?", "what cost"), "ben", "x")
    (root / COST).write_text((root / COST).read_text().replace("cost?", "the cost?"))
    git(root, "commit", "-qam", "By hand")
    assert workspace.conflicts() == [COST]
    with pytest.raises(AuthoringError, match="a draft changes the same lines"):
        workspace.accept(workspace.head, "dora", "good")
    workspace.apply(AddPhrase("greet", "howdy"), "ben", "work goes on")
    workspace.undo(made.id, "ben", "theirs is better")
    workspace.apply(AddPhrase("greet", "hiya"), "ben", "x")
    assert workspace.conflicts() == [] and "the cost?" in phrases(workspace, "ask_cost")


def test_two_who_change_at_once_both_have_their_change(root: Path) -> None:
    def add(number: int) -> None:
        Workspace(root).apply(AddPhrase("greet", f"hello {number}"), f"p{number}", "x")

    with ThreadPoolExecutor(3) as people:
        list(people.map(add, range(3)))
    workspace = Workspace(root)
    assert {f"hello {n}" for n in range(3)} <= set(phrases(workspace, "greet"))
    assert len(workspace.pending()) == 3


def test_each_commit_is_read_as_it_is_whatever_was_read_before(workspace: Workspace) -> None:
    made = [workspace.apply(AddPhrase("greet", f"hi {n}"), "ben", "x").id for n in "ab"]
    for commit, count in ((made[1], 2), (made[0], 1), (workspace.base, 0), (made[1], 2), (made[0], 1)):
        assert workspace.files(commit).read(TALK).count("- hi ") == count + FILES[TALK].count("- hi ")


def test_the_drafts_are_exported_as_a_checkout(workspace: Workspace, tmp_path: Path) -> None:
    made = workspace.apply(AddPhrase("greet", "howdy"), "ben", "x")
    workspace.apply(AddPhrase("greet", "hiya"), "ben", "x")
    assert workspace.export(tmp_path / "out", made.id) == made.id
    assert (
        "howdy" in (tmp_path / "out" / TALK).read_text()
        and "hiya" not in (tmp_path / "out" / TALK).read_text()
    )
    assert (tmp_path / "out" / "config.yml").read_text() == FILES["config.yml"]


def test_without_history_all_can_be_read_and_a_line_tells_what_is_missing(tmp_path: Path) -> None:
    fill(tmp_path)
    workspace = Workspace(tmp_path)
    assert workspace.missing == NO_HISTORY and "\n" not in NO_HISTORY
    assert len(read_phrases(workspace.files())) == 7
    assert workspace.pending() == [] and workspace.conflicts() == [] and workspace.edited_by_hand() == []
    with pytest.raises(AuthoringError, match="no git history"):
        workspace.apply(AddPhrase("greet", "howdy"), "ben", "x")


def test_a_history_that_is_begun_later_is_found(tmp_path: Path) -> None:
    fill(tmp_path)
    workspace = Workspace(tmp_path)
    assert workspace.missing == NO_HISTORY
    make_checkout(tmp_path)
    assert workspace.missing is None and workspace.pending() == []


def test_a_folder_inside_of_another_repository_has_no_history(root: Path) -> None:
    fill(root / "inner")
    assert Workspace(root / "inner").missing == NO_HISTORY


def test_the_audit_log_tells_of_what_happened_and_of_nothing_else(root: Path, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/log.db")
    log = AuditLog(engine)
    workspace = Workspace(root, Trail(engine, log))
    made = workspace.apply(AddPhrase("greet", "howdy"), "ben", "nine times")
    with pytest.raises(AuthoringError):
        workspace.apply(AddPhrase("greet", "howdy"), "ben", "again")
    undone = workspace.undo(made.id, "cleo", "a slip")
    workspace.accept(workspace.head, "dora", "approved")
    assert [(e.who, e.action, e.subject, e.why) for e in log.entries()] == [
        ("ben", "training.change", f"commit:{made.short}", "nine times"),
        ("cleo", "training.undo", f"commit:{undone.short}", "a slip"),
        ("dora", "training.accept", f"commit:{undone.short}", "approved"),
    ]
