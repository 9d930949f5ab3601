"""Drafts come into the checkout and its files, and nothing that a person is writing there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.phrase_changes import AddPhrase, EditPhrase
from bot.authoring.workspace import Workspace
from bot.errors import AuthoringError
from tests.authoring.checkout import git
from tests.authoring.test_workspace import COST, TALK, disk, phrases


def test_accepted_drafts_are_in_the_checkout_and_its_files(workspace: Workspace, root: Path) -> None:
    first = workspace.apply(AddPhrase("ask_cost", "is it free"), "ben", "x")
    workspace.apply(AddPhrase("greet", "howdy"), "ben", "x")
    (root / TALK).write_text((root / TALK).read_text() + "# not committed\n")
    (root / "notes.txt").write_text("a person's")
    assert workspace.accept(first.id, "dora", "approved") == git(root, "rev-parse", "HEAD") == first.id
    assert "is it free" in (root / COST).read_text() and "howdy" not in (root / TALK).read_text()
    assert git(root, "status", "--porcelain").splitlines() == ["M data/nlu/talk.yml", "?? notes.txt"]
    assert [c.summary for c in workspace.pending()] == ["Add to greet: howdy"]
    workspace.accept(workspace.head, "dora", "approved")
    assert (root / TALK).read_text().endswith("# not committed\n") and "howdy" in (root / TALK).read_text()
    assert git(root, "status", "--porcelain").splitlines() == ["M data/nlu/talk.yml", "?? notes.txt"]
    assert workspace.pending() == [] and workspace.accept(first.id, "dora", "again") == workspace.base


def test_accepting_after_a_commit_at_the_files_joins_both(workspace: Workspace, root: Path) -> None:
    made = workspace.apply(AddPhrase("ask_cost", "is it free"), "ben", "x")
    (root / "config.yml").write_text("recipe: other\n")
    (root / "run").write_text("#!/bin/sh\n")
    (root / "run").chmod(0o755)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "By hand")
    workspace.accept(made.id, "dora", "approved")
    assert git(root, "status", "--porcelain") == "" and (root / "config.yml").read_text() == "recipe: other\n"
    assert "is it free" in (root / COST).read_text()
    assert git(root, "log", "-1", "--format=%an|%s") == "dora|Accept the drafts"
    assert git(root, "ls-tree", "HEAD", "run").startswith("100755")


def test_acceptance_never_writes_over_what_somebody_is_writing(workspace: Workspace, root: Path) -> None:
    workspace.apply(AddPhrase("greet", "howdy"), "ben", "x")
    workspace.apply(EditPhrase("ask_cost", "cost?", "what cost"), "ben", "x")
    (root / COST).write_text((root / COST).read_text().replace("cost?", "the cost?"))
    before, head = disk(root), git(root, "rev-parse", "HEAD")
    assert workspace.edited_by_hand() == [COST]
    with pytest.raises(AuthoringError, match=f"{COST}: was changed by hand"):
        workspace.accept(workspace.head, "dora", "approved")
    assert disk(root) == before and git(root, "rev-parse", "HEAD") == head


def test_what_was_changed_by_hand_can_be_taken_into_the_drafts(workspace: Workspace, root: Path) -> None:
    workspace.apply(AddPhrase("greet", "howdy"), "ben", "x")
    (root / TALK).write_text((root / TALK).read_text() + "# mine\n")
    (root / "data/nlu/new.yml").write_text("nlu:\n- intent: greet\n  examples: |\n    - ahoy\n")
    workspace.adopt("ben", "Ana wrote them")
    assert {"howdy", "ahoy"} <= set(phrases(workspace, "greet"))
    workspace.accept(workspace.head, "dora", "approved")
    assert git(root, "status", "--porcelain") == "" and (root / TALK).read_text().endswith("# mine\n")


@pytest.mark.parametrize(
    ("data", "told"), [(b"nlu: [", "new.yml:2: not YAML"), (b"nlu: \xff\n", "new.yml: byte 5 is not UTF-8")]
)
def test_a_file_that_is_no_yaml_is_not_taken_in(
    workspace: Workspace, root: Path, data: bytes, told: str
) -> None:
    (root / "data/notes.txt").write_bytes(b"\xff")
    (root / "data/list.yml").write_bytes(b"- a list\n")
    workspace.adopt("ben", "notes of Ana")
    (root / "data/nlu/new.yml").write_bytes(data)
    with pytest.raises(AuthoringError, match=told):
        workspace.adopt("ben", "x")
