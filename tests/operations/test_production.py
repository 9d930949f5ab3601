"""Production refuses each default with a line of its own, and starts when everything is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.operations.production import require_production
from bot.settings import read_settings

GOOD = {
    "MISSI_PRODUCTION": "1",
    "MISSI_SECRET": "kJ8vQ2mZ0xT5rW9pL3nB7cY1hF6dS4gA",
    "MISSI_CONTACT_KEY": "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6j7K8l9Z0x1C=",
    "MISSI_PUBLIC_URL": "https://assistant.example.gov",
    "MISSI_PROXIES": "127.0.0.1",
}
CASES = {
    "MISSI_SECRET: not set": {"MISSI_SECRET": ""},
    "MISSI_SECRET: can be guessed": {"MISSI_SECRET": "a" * 40},
    "MISSI_CONTACT_KEY: not set": {"MISSI_CONTACT_KEY": ""},
    "MISSI_CONSOLE_URL: expected an https://": {"MISSI_CONSOLE_URL": "http://console.example.gov"},
    "MISSI_PUBLIC_URL: expected the https://": {"MISSI_PUBLIC_URL": "http://assistant.example.gov"},
    "MISSI_PROXIES: expected": {"MISSI_PROXIES": ""},
    "MISSI_ORIGINS: expected https://": {"MISSI_ORIGINS": "http://www.example.gov"},
    "MISSI_OPERATIONS_TOKEN: can be guessed": {"MISSI_OPERATIONS_TOKEN": "0123" * 10},
    "MISSI_AGENT_TOKENS: the token of Ana can be guessed": {"MISSI_AGENT_TOKENS": f"Ana:{'ab' * 20}"},
    "MISSI_DATABASE_URL: expected a password": {"MISSI_DATABASE_URL": "postgresql://missi:missi@db/missi"},
    "MISSI_RASA_TOKEN: Rasa's HTTP API goes around": {"MISSI_RASA_TOKEN": "x" * 40},
    "SANIC_HOST: the action server": {"SANIC_HOST": "0.0.0.0"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "credentials.yml").write_text("bot.channels.rest.RestChannel:\n", encoding="utf-8")
    return tmp_path


def start(environment: dict[str, str], root: Path) -> list[str]:
    try:
        require_production(read_settings(environment), environment, root)
    except SettingError as error:
        return str(error).splitlines()
    return []


def test_what_is_all_said_starts(root: Path) -> None:
    assert start(GOOD, root) == []


@pytest.mark.parametrize("line", CASES)
def test_each_default_is_refused_with_one_line(line: str, root: Path) -> None:
    told = start(GOOD | CASES[line], root)
    assert len(told) == 1
    assert told[0].startswith(f"MISSI_PRODUCTION: {line}")


def test_all_is_told_at_once(root: Path) -> None:
    assert len(start({"MISSI_PRODUCTION": "1"}, root)) == 4


def test_no_line_tells_a_secret(root: Path) -> None:
    secrets = {"MISSI_SECRET": "s" * 33, "MISSI_AGENT_TOKENS": f"Ana:{'t' * 34}"}
    told = "\n".join(start(GOOD | secrets, root))
    assert told and not [secret for secret in ("sss", "ttt") if secret in told]


def test_a_channel_of_rasas_own_goes_around_the_door(root: Path) -> None:
    (root / "credentials.yml").write_text("rest:\nbot.channels.rest.RestChannel:\n", encoding="utf-8")
    assert start(GOOD, root) == [
        "MISSI_PRODUCTION: credentials.yml: rest: goes around the front door; leave it out"
    ]


def test_a_file_of_secrets_that_others_may_read_is_refused(root: Path) -> None:
    (root / ".env").write_text("", encoding="utf-8")
    (root / ".env").chmod(0o644)
    assert start(GOOD, root) == [
        "MISSI_PRODUCTION: .env: others on this machine may read it; run 'chmod 600 .env'"
    ]
    (root / ".env").chmod(0o600)
    assert start(GOOD, root) == []


def test_without_production_everything_starts(root: Path) -> None:
    assert start({}, root) == []
