"""`missi model`: lists, and goes back, with the reason in the audit log."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.lists import AddAsk
from bot.authoring.workspace import Workspace
from bot.cli.main import main
from bot.operations.oversight import open_oversight
from bot.publishing.room import Room
from tests.publishing.conftest import make_checkout, publish

SIGNED = ["--who", "ada", "--why", "a test"]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setenv("MISSI_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("MISSI_MODELS", str(tmp_path / "models"))
    (tmp_path / "models").mkdir()
    return Room(open_oversight())


def test_without_a_model_it_says_so(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "list"]) == 0
    assert "no model was trained" in capsys.readouterr().out


def test_it_lists_and_goes_back(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    (room.settings.models / "missi.tar.gz").write_bytes(b"the checkout's own")
    before = room.publisher.live()
    model = publish(room, "one")
    assert before
    assert main(["model", "list"]) == 0
    assert f"{model.id}  live" in capsys.readouterr().out
    assert main(["model", "back", str(before.id), *SIGNED]) == 0
    live = room.publisher.published()
    assert live and live.id == before.id
    assert main(["model", "checkout", *SIGNED]) == 0
    assert room.publisher.published() is None
    actions = [entry.action for entry in room.publisher.audit.entries()]
    assert actions[-2:] == ["model.rollback", "model.checkout"]


def test_what_cannot_be_gone_back_to_is_told_in_a_line(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "back", "7", *SIGNED]) == 1
    assert capsys.readouterr().err == "missi: model: there is none with the number 7\n"


def test_drafts_of_the_live_model_come_into_the_checkout(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "accept", *SIGNED]) == 1
    assert capsys.readouterr().err == "missi: accept: the live model was not made from drafts\n"
    checkout = make_checkout(tmp_path / "checkout")
    monkeypatch.setenv("MISSI_CHECKOUT", str(checkout))
    draft = Workspace(checkout).apply(AddAsk("service:pothole", "my tire is busted"), "tess", "heard")
    (room.settings.models / "missi.tar.gz").write_bytes(b"the checkout's own")
    publish(room, "one", commit=draft.id)
    assert main(["model", "accept", *SIGNED]) == 0
    assert "my tire is busted" in (checkout / "data/knowledge/asks/services.yml").read_text()
    assert [entry.action for entry in room.publisher.audit.entries()][-1] == "training.accept"
