"""`missi evaluate`: asks an assistant, keeps and writes what it is told to, and tells faults in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main
from tests.evaluation.samples import assistant, reply

Capture = pytest.CaptureFixture[str]
QUESTIONS = """\
slice: hunting
questions:
- text: Where do I hunt deer?
  records: [service:deer]
- text: May I hunt bear?
  outcome: refuse
"""


class Hunter:
    """Knows deer; learns to refuse when told to."""

    refuses = False

    def reply(self, text: str) -> dict[str, Any]:
        return reply("refuse") if self.refuses and "bear" in text else reply()


@pytest.fixture
def hunter() -> Hunter:
    return Hunter()


@pytest.fixture
def url(hunter: Hunter) -> Iterator[str]:
    with assistant(hunter.reply) as address:
        yield address


@pytest.fixture
def questions(tmp_path: Path) -> str:
    path = tmp_path / "hunting.yml"
    path.write_text(QUESTIONS)
    return str(path)


def test_a_running_assistant_is_asked_and_told_of(questions: str, url: str, capsys: Capture) -> None:
    assert main(["evaluate", questions, "--url", url, "--failures"]) == 0
    out = capsys.readouterr().out
    assert "50.0% (0–100)" in out
    assert "hunting: wrong: May I hunt bear?" in out
    assert "asked: 2 of 2" in out


def test_what_is_kept_is_told_and_compared_without_asking(
    hunter: Hunter, questions: str, url: str, tmp_path: Path, capsys: Capture
) -> None:
    old, new, page, report = (str(tmp_path / name) for name in ("old.json", "new.json", "page.html", "q.md"))
    (tmp_path / "q.md").write_text("# Quality\n\n<!-- speed -->\nfast\n<!-- /speed -->\n")
    assert main(["evaluate", questions, "--url", url, "--json", old]) == 0
    hunter.refuses = True
    assert main(["evaluate", questions, "--url", url, "--json", new, "--disturb"]) == 0
    capsys.readouterr()
    assert main(["evaluate", new, "--against", old, "--html", page, "--write", report]) == 0
    out = capsys.readouterr().out
    assert "asked:" not in out
    assert "+50.0" in out and "hunting: wrong → right: May I hunt bear?" in out
    assert "Better now" in Path(page).read_text() and "Disturbed questions" in Path(page).read_text()
    written = Path(report).read_text()
    assert "<!-- speed -->\nfast\n<!-- /speed -->" in written
    assert "<!-- evaluation -->\n\n## Answers" in written
    assert json.loads(Path(new).read_text())["disturbed"]


@pytest.mark.parametrize("option", ["--against", "--url"])
def test_a_fault_is_one_line(option: str, questions: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["evaluate", questions, option, str(tmp_path / "none.json")]) == 1
    err = capsys.readouterr().err
    assert err.startswith("missi: ") and err.count("\n") == 1


@pytest.mark.parametrize("option", [["--disturb"], ["--url", "http://127.0.0.1:9/"]])
def test_a_kept_evaluation_is_not_asked_again(option: list[str], tmp_path: Path, capsys: Capture) -> None:
    assert main(["evaluate", str(tmp_path / "kept.json"), *option]) == 2
    assert "a kept evaluation is not asked again" in capsys.readouterr().err


def test_a_question_file_that_is_not_there_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    assert main(["evaluate", str(tmp_path / "none.yml")]) == 1
    assert capsys.readouterr().err == (
        f"missi: {tmp_path / 'none.yml'}: expected a question file, or a folder of them (*.yml)\n"
    )
