"""The commands of the two bots: ours from the Procfile, nothing written or sent where it does not belong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.bench.bots import divert_conversations, free_ports, our_bot, procfile_lines, their_bot
from bot.errors import ProcessError
from bot.settings import ROOT, read_settings

PROCFILE = """assistant: .venv/bin/python -m rasa run --endpoints endpoints.yml --port "${MISSI_PORT:-5005}"
actions: .venv/bin/python -m actions
console: .venv/bin/python -m bot.console
"""


def test_the_procfile_decides_with_another_interpreter_and_other_endpoints() -> None:
    lines = procfile_lines(PROCFILE, "/opt/my python", Path("/tmp/e.yml"))
    assert lines == {
        "assistant": "'/opt/my python' -m rasa run --endpoints /tmp/e.yml --port \"${MISSI_PORT:-5005}\"",
        "actions": "'/opt/my python' -m actions",
    }


@pytest.mark.parametrize(
    "procfile", ["actions: x\n", "assistant: --endpoints endpoints.yml\n", "assistant: x\nactions: y\n"]
)
def test_a_procfile_we_do_not_know_is_refused(procfile: str) -> None:
    with pytest.raises(ProcessError, match="Procfile: expected assistant and actions"):
        procfile_lines(procfile, "python", Path("e.yml"))


def test_conversations_go_elsewhere_and_the_rest_stays() -> None:
    diverted = divert_conversations((ROOT / "endpoints.yml").read_text(), Path("/tmp/throw/away.db"))
    found = yaml.safe_load(diverted)
    assert found["tracker_store"]["db"] == "/tmp/throw/away.db"
    # Rasa fills in variables only where the value is not quoted.
    assert "url: ${MISSI_ACTIONS_URL}\n" in diverted
    assert "var/conversations.db" not in diverted


@pytest.mark.parametrize("endpoints", ["{a: 1}", "tracker_store: {type: SQL, dialect: postgresql, db: live}"])
def test_no_other_store_is_written_to(endpoints: str) -> None:
    with pytest.raises(ProcessError, match="expected SQLite"):
        divert_conversations(endpoints, Path("x.db"))


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
