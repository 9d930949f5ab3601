"""The command line says every failure in one line, and loads no more than a command needs."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path

import click
import pytest

from bot.cli.lazy import LazyGroup
from bot.cli.main import COMMANDS, main, missi
from bot.errors import MissiError
from bot.settings import ROOT


def failing(error: BaseException) -> click.Command:
    @click.command("fail")
    def command() -> None:
        raise error

    return command


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> object:
    """Give `missi` a command that raises what the test hands in."""
    return lambda error: monkeypatch.setitem(missi.commands, "fail", failing(error))


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("arguments", [["--help"], ["kb", "--help"], ["kb", "load", "--help"]])
def test_rasa_is_not_imported_for_it(arguments: list[str]) -> None:
    code = (
        "import sys; from bot.cli.main import main; main(sys.argv[1:]); "
        "sys.exit(bool({'rasa', 'tensorflow', 'sanic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 0


def test_an_error_of_ours_is_its_text_and_exit_1(fails: object, capsys: pytest.CaptureFixture[str]) -> None:
    fails(MissiError("first: fault\nsecond: fault"))  # type: ignore[operator]
    assert main(["fail"]) == 1
    assert capsys.readouterr().err == "missi: first: fault\nmissi: second: fault\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_quiet(
    fails: object, capsys: pytest.CaptureFixture[str], error: BaseException
) -> None:
    fails(error)  # type: ignore[operator]
    assert main(["fail"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_wrong_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lod"]) == 2
    assert "No such command 'lod'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["setup", "run", "chat", "train", "kb"])
def test_a_wrong_setting_is_one_line(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MISSI_PORT", "high")
    assert main([name, *(["load"] if name == "kb" else [])]) == 1
    expected = "missi: MISSI_PORT: expected a port between 1 and 65535, got 'high'\n"
    assert capsys.readouterr().err == expected


def test_a_lazy_command_is_imported_when_called(monkeypatch: pytest.MonkeyPatch) -> None:
    group = LazyGroup("group", lazy={"later": ("tests_of_the_lazy_group", "Comes later.")})
    context = click.Context(group)
    assert group.list_commands(context) == ["later"]
    assert "Comes later." in group.get_help(context)
    module = types.ModuleType("tests_of_the_lazy_group")
    module.command = click.Command("later")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert group.get_command(context, "later") is module.command  # type: ignore[attr-defined]


def test_the_launcher_works_from_anywhere(tmp_path: Path) -> None:
    """Not through `missi` itself, which needs .venv: the same way it starts Python."""
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "--help"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
