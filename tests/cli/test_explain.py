"""`missi explain`: what it takes, and how it says what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.main import main
from tests.explanation.samples import SESSION, row, store_rows, user

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give either words or --conversation"),
        (["/"], "give either words or --conversation"),
        (["hello", "--conversation", "u1"], "give either words or --conversation"),
        (["--conversation", "u1", "--after", "service:deer"], "--after goes with words"),
        (["hello", "--turn", "1"], "--turn and --at choose a turn"),
        (["--conversation", "u1", "--turn", "1", "--at", "2026-11-21"], "give either --turn or --at"),
        (["--conversation", "u1", "--at", "noon"], "expected a time such as 2026-11-21T14:30, got 'noon'"),
    ],
)
def test_a_wrong_call_is_explained(arguments: list[str], message: str, capsys: Capture) -> None:
    assert main(["explain", *arguments]) == 2
    assert message in capsys.readouterr().err


def failure(capsys: Capture, *arguments: str) -> str:
    """The one line that a command fails with."""
    assert main(["explain", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = [line for line in told.err.splitlines() if line.startswith("missi: ")]
    return line


def test_without_stored_conversations_it_is_one_line(knowledge: Path, capsys: Capture) -> None:
    assert failure(capsys, "--conversation", "u1").endswith("no conversations are stored there")


def test_what_is_not_stored_is_one_line_without_any_words(
    knowledge: Path, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "var").mkdir()
    rows = [row("u1", 1.0, [*SESSION, user("my secret words")])]
    store_rows(tmp_path / "var" / "conversations.db", rows)
    assert failure(capsys, "--conversation", "u2") == "missi: u2: no such conversation is stored"
    line = failure(capsys, "--conversation", "u1", "--turn", "2")
    assert line == "missi: u1: no turn 2: the conversation has turns 1 to 1"


def test_without_a_model_it_is_one_line(
    knowledge: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("MISSI_MODELS", str(tmp_path / "models"))
    assert failure(capsys, "hello").endswith("missi.tar.gz: not trained yet; run 'make train'")
