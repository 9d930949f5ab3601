"""How Rasa is started: on this machine only, and its own HTTP API only with a token."""

from __future__ import annotations

import subprocess

from honcho.environ import parse_procfile

from bot.settings import ROOT

TOKEN = "a token with blanks; and $signs"


def words(**environment: str) -> list[str]:
    """The arguments that the shell makes of the assistant's line."""
    line = parse_procfile((ROOT / "Procfile").read_text("utf-8")).processes["assistant"]
    command = ["/bin/sh", "-c", f"printf '%s\\n' {line}"]
    told = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    return told.stdout.splitlines()


def test_rasas_api_is_off() -> None:
    assert not [word for word in words() if word in ("--enable-api", "--auth-token", "--cors")]


def test_rasas_api_takes_a_token() -> None:
    assert words(MISSI_RASA_TOKEN=TOKEN)[-3:] == ["--enable-api", "--auth-token", TOKEN]


def test_the_assistant_listens_on_this_machine() -> None:
    told = words()
    assert told[told.index("--interface") + 1] == "127.0.0.1"
