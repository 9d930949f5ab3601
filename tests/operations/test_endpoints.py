"""The endpoints of our processes: this set-up's port and folders, everything else as configured."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.errors import SettingError
from bot.operations.endpoints import adapt_endpoints, conversations_address, prepare_endpoints
from bot.settings import ROOT, read_settings

CONFIGURED = (ROOT / "endpoints.yml").read_text(encoding="utf-8")


def test_port_and_conversations_are_those_of_the_set_up(tmp_path: Path) -> None:
    settings = read_settings({"MISSI_VAR": str(tmp_path), "MISSI_ACTIONS_PORT": "6055"})
    found = yaml.safe_load(prepare_endpoints(settings).read_text(encoding="utf-8"))
    assert found["action_endpoint"]["url"] == "http://127.0.0.1:6055/webhook"
    assert found["tracker_store"]["db"] == str(tmp_path / "conversations.db")
    assert found["tracker_store"]["type"] == yaml.safe_load(CONFIGURED)["tracker_store"]["type"]


def test_rasa_itself_needs_no_variables_of_ours() -> None:
    assert "${" not in CONFIGURED


def test_a_store_on_a_server_stays() -> None:
    configured = "action_endpoint: {url: x}\ntracker_store: {type: SQL, dialect: postgresql, db: live}"
    assert yaml.safe_load(adapt_endpoints(configured, 1, Path("x.db")))["tracker_store"]["db"] == "live"


def test_endpoints_without_actions_are_refused() -> None:
    with pytest.raises(SettingError, match="endpoints.yml: action_endpoint: expected"):
        adapt_endpoints("tracker_store: {}", 1, Path("x.db"))


def test_conversations_are_read_where_they_are_kept(tmp_path: Path) -> None:
    settings = read_settings({"MISSI_VAR": str(tmp_path)})
    assert conversations_address(settings) == f"sqlite:///{tmp_path / 'conversations.db'}"


def test_conversations_on_a_server_are_read_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "word")
    url = "postgresql://missi:${SECRET}@db/talk"
    (tmp_path / "endpoints.yml").write_text(f"action_endpoint: {{url: x}}\ntracker_store: {{url: '{url}'}}")
    settings = read_settings({"MISSI_VAR": str(tmp_path)})
    assert conversations_address(settings, tmp_path) == "postgresql://missi:word@db/talk"
