"""`missi staff`: accounts of the console, the first administrator's too; no password is ever an argument."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.settings import ROOT

Run = Callable[..., str]
PASSWORD = "correct horse battery"
BY = ("--who", "Ana", "--why", "a test")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with a password in a pipe, and return what it prints."""
    monkeypatch.setenv("MISSI_VAR", str(tmp_path))
    monkeypatch.setenv("MISSI_DATABASE_URL", f"sqlite:///{tmp_path / 'missi.db'}")

    def run(*words: str, password: str = PASSWORD, code: int = 0) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
        assert main(("staff", *words)) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return run


def test_the_first_administrator(run: Run) -> None:
    assert run("list") == "there is no account; the first: missi staff add NAME --role administrator\n"
    told = run("add", "Ana", "--role", "administrator", "--role", "editor")
    assert told == "ana: editor, administrator; must change the password at the first sign-in\n"
    assert run("list") == "ana (Ana): editor, administrator; enabled; signed in never\n"


def test_accounts_are_changed(run: Run) -> None:
    run("add", "ana", "--role", "administrator")
    run("add", "ben@its.ms.gov", "--shown", "Ben Cole", "--role", "agent", "--no-password")
    assert run("role", "ben@its.ms.gov", "--role", "trainer", *BY) == "ben@its.ms.gov: trainer\n"
    assert run("disable", "ben@its.ms.gov", *BY) == "ben@its.ms.gov: disabled\n"
    assert "ben@its.ms.gov (Ben Cole): trainer; disabled" in run("list")
    assert run("enable", "ben@its.ms.gov", *BY) == "ben@its.ms.gov: enabled\n"
    assert run("reset", "ben@its.ms.gov", *BY).startswith("ben@its.ms.gov: reset")


@pytest.mark.parametrize(
    ("words", "password", "told"),
    [
        (("add", "ben", "--role", "king"), PASSWORD, "role: expected some of agent, "),
        (("add", "two words", "--role", "agent"), PASSWORD, "name: expected a short name"),
        (("add", "ben", "--role", "agent"), "short", "password: expected 12 characters or more"),
        (("add", "ana", "--role", "agent"), PASSWORD, "ana: there is an account of this name already"),
        (("disable", "nobody", *BY), "", "nobody: no such account"),
        (("disable", "ana", *BY), "", "this is the last administrator"),
        (("role", "ana", "--role", "agent", *BY), "", "this is the last administrator"),
    ],
)
def test_what_cannot_be_is_one_line(run: Run, words: tuple[str, ...], password: str, told: str) -> None:
    run("add", "ana", "--role", "administrator")
    error = run(*words, password=password, code=1)
    assert error.startswith(f"missi: {told}") and error.count("\n") == 1


def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    environment = os.environ | {"MISSI_VAR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot.cli", "staff", "add", "ana", "--role", "administrator"]
    for typed, code in (((PASSWORD, "another one"), 1), ((PASSWORD, PASSWORD), 0)):
        ours, theirs = pty.openpty()
        child = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)
        shown = b""
        for number, word in enumerate(typed):
            asked = b"again: " if number else b"Password: "
            while asked not in shown:
                shown += os.read(ours, 1000)
            os.write(ours, word.encode() + b"\n")
        assert child.wait(timeout=60) == code
        shown += os.read(ours, 1000)
        os.close(ours)
        assert PASSWORD.encode() not in shown
