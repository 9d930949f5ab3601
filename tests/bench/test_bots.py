"""The commands of the two bots: ours from the Procfile, nothing written or sent where it does not belong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.bench.bots import free_ports, our_bot, procfile_lines, their_bot
from bot.errors import ProcessError
from bot.operations.counts import FOLDER_VARIABLE
from bot.settings import read_settings

PROCFILE = """assistant: .venv/bin/python -m rasa run --endpoints "${MISSI_ENDPOINTS:-e}" --port "${PORT:-1}"
actions: .venv/bin/python -m actions
console: .venv/bin/python -m bot.console
"""


def test_the_procfile_decides_with_another_interpreter() -> None:
    lines = procfile_lines(PROCFILE, "/opt/my python")
    port = '--port "${PORT:-1}"'
    assert lines == {
        "assistant": f"'/opt/my python' -m rasa run --endpoints \"${{MISSI_ENDPOINTS:-e}}\" {port}",
        "actions": "'/opt/my python' -m actions",
    }


@pytest.mark.parametrize(
    "procfile", ["actions: x\n", "assistant: ${MISSI_ENDPOINTS}\n", "assistant: x\nactions: y\n"]
)
def test_a_procfile_we_do_not_know_is_refused(procfile: str) -> None:
    with pytest.raises(ProcessError, match="Procfile: expected assistant and actions"):
        procfile_lines(procfile, "python")


def test_free_ports_differ() -> None:
    assert len(set(free_ports(5))) == 5


def test_both_bots_are_made_for_this_machine_only_and_send_no_telemetry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    settings = read_settings({"MISSI_VAR": str(tmp_path / "var")})
    ours, theirs = our_bot(settings, tmp_path), their_bot(settings, tmp_path / "other")
    assert [command.name for command in ours.commands] == ["assistant", "actions"]
    assert "--interface 127.0.0.1" in ours.commands[0].line
    assert "--interface 127.0.0.1" in theirs.commands[0].line
    assert {c.environment["RASA_TELEMETRY_ENABLED"] for c in (*ours.commands, *theirs.commands)} == {"false"}
    assert ours.commands[0].environment["MISSI_PORT"] == str(ours.port)
    assert "PYTHONPATH" not in theirs.commands[0].environment


def test_a_bot_that_a_running_service_starts_stays_away_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests of a model are started by the worker, in the environment of `missi run`."""
    live = {"MISSI_ENDPOINTS": "/live/endpoints.yml", FOLDER_VARIABLE: "/live/metrics", "PYTHONPATH": "/else"}
    live |= {"MISSI_WEBHOOK_URL": "https://desk.example.gov", "MISSI_MODELS": "/live/models"}
    for name, value in live.items():
        monkeypatch.setenv(name, value)
    settings = read_settings({"MISSI_VAR": str(tmp_path / "var"), "MISSI_MODELS": str(tmp_path / "models")})
    for command in our_bot(settings, tmp_path).commands:
        assert not set(command.environment.items()) & set(live.items())
        endpoints = yaml.safe_load(Path(command.environment["MISSI_ENDPOINTS"]).read_text())
        assert "models" not in endpoints and str(tmp_path) in endpoints["tracker_store"]["db"]
        assert command.environment["MISSI_ACTIONS_PORT"] in endpoints["action_endpoint"]["url"]
