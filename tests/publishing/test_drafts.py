"""What a model is trained from: the drafts as committed, and the program that runs here."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.authoring.phrase_changes import AddPhrase
from bot.authoring.workspace import Workspace
from bot.operations.model import fingerprint_code
from bot.publishing.drafts import write_drafts
from bot.settings import ROOT, read_settings

NLU = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - good morning
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout, without a git history."""
    folder = tmp_path / "checkout"
    for path, text in {
        "config.yml": "recipe: default.v1\n",
        "domain.yml": "intents:\n- greet\n",
        "requirements.lock": "rasa==3.6.21\nsanic==1\n",
        "data/nlu/small.yml": NLU,
        "data/knowledge/facts.yml": "[]\n",
        "bot/nlu/program.py": "VERSION = 1\n",
        "actions/base.py": "",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def commit(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        named = ["git", "-c", "user.name=Cora", "-c", "user.email=cora@example.invalid"]
        subprocess.run([*named, *command], cwd=folder, check=True)


def test_without_a_history_the_files_are_taken_as_they_are(checkout: Path, tmp_path: Path) -> None:
    settings = read_settings({"MISSI_VAR": str(tmp_path)})
    drafts = write_drafts(settings, tmp_path / "drafts", checkout)
    assert (drafts.commit, drafts.contributors) == (None, ())
    assert (drafts.folder / "data/nlu/small.yml").read_text() == NLU
    assert (drafts.folder / "bot/nlu/program.py").exists()


def test_with_one_the_newest_drafts_are_with_those_who_wrote_them(checkout: Path, tmp_path: Path) -> None:
    commit(checkout)
    made = Workspace(checkout).apply(AddPhrase("greet", "hey yall"), "tess", "how people greet")
    settings = read_settings(
        {"MISSI_VAR": str(tmp_path), "MISSI_KNOWLEDGE": str(checkout / "data/knowledge")}
    )
    drafts = write_drafts(settings, tmp_path / "drafts", checkout)
    assert (drafts.commit, drafts.contributors) == (made.id, ("tess",))
    assert "hey yall" in (drafts.folder / "data/nlu/small.yml").read_text()
    assert "hey yall" not in (checkout / "data/nlu/small.yml").read_text()
    assert drafts.settings.knowledge == drafts.folder / "data" / "knowledge"


def test_the_program_is_the_one_that_runs_here_committed_or_not(checkout: Path, tmp_path: Path) -> None:
    commit(checkout)
    (checkout / "bot/nlu/program.py").write_text("VERSION = 2\n")
    drafts = write_drafts(read_settings({"MISSI_VAR": str(tmp_path)}), tmp_path / "drafts", checkout)
    assert (drafts.folder / "bot/nlu/program.py").read_text() == "VERSION = 2\n"
    assert fingerprint_code(drafts.folder) == fingerprint_code(checkout)


def test_other_phrases_are_other_ingredients(checkout: Path, tmp_path: Path) -> None:
    settings = read_settings({"MISSI_VAR": str(tmp_path)})
    first = write_drafts(settings, tmp_path / "first", checkout).ingredients
    assert write_drafts(settings, tmp_path / "second", checkout).ingredients == first
    (checkout / "data/nlu/small.yml").write_text(NLU + "    - hey yall\n")
    assert write_drafts(settings, tmp_path / "third", checkout).ingredients != first


def test_a_package_that_no_model_holds_may_be_renewed(checkout: Path) -> None:
    before = fingerprint_code(checkout)
    (checkout / "requirements.lock").write_text("rasa==3.6.21\nsanic==2\n")
    assert fingerprint_code(checkout) == before
    (checkout / "requirements.lock").write_text("rasa==3.6.22\nsanic==2\n")
    assert fingerprint_code(checkout) != before


def test_the_thresholds_and_golden_questions_are_there() -> None:
    assert len(list((ROOT / "data" / "golden").glob("*.yml"))) == 12
