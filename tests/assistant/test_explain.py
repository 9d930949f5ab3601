"""`missi explain` on the trained model: words, and turns that were stored as a running assistant does."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main
from bot.engine.conversations import ConversationStore
from bot.operations.model import model_path, require_model
from bot.settings import ROOT, Settings

pytestmark = pytest.mark.model

SENDER = "explained"
SAID = ("How do I renew my driver license?", "how much is it")
RENEWAL = "service:dl-renew"


@pytest.fixture
def talked(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A set-up of its own on the same model and knowledge, where a citizen has said two things."""
    require_model(settings)
    (tmp_path / "encoder").symlink_to(settings.encoder.parent.resolve())
    monkeypatch.setenv("MISSI_VAR", str(tmp_path))
    monkeypatch.setenv("MISSI_DATABASE_URL", settings.database_url)
    asyncio.run(_talk(settings, tmp_path / "conversations.db"))
    return settings


async def _talk(settings: Settings, path: Path) -> None:
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.shared.core.domain import Domain

    from bot.engine.rehearsal import OwnActions

    store = ConversationStore(Domain.load(str(ROOT / "domain.yml")), db=str(path))
    agent = Agent.load(str(model_path(settings)), tracker_store=store, action_endpoint=OwnActions())
    for text in SAID:
        await agent.handle_message(UserMessage(text, CollectingOutputChannel(), SENDER))


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main(["explain", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_words_are_explained(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    require_model(settings)
    found = explained(capsys, "how do i renwe my driver license")
    assert found["understood"]["mended"] == "how do i renew my driver license"
    assert found["searched"]["candidates"][0]["record"]["id"] == RENEWAL
    assert found["searched"]["decision"] == "answer"
    assert found["told"]["contract"]["records"] == [RENEWAL]
    assert found["told"]["contract"]["score"] == pytest.approx(found["searched"]["right"], abs=1e-3)


def test_a_stored_turn_is_replayed_the_same(talked: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    found = explained(capsys, "--conversation", SENDER)
    assert (found["number"], found["turns"]) == (2, 2)
    assert found["understood"]["words"] == SAID[1]
    assert found["understood"]["memory"]["record"] == RENEWAL
    assert found["told"]["contract"]["records"] == [RENEWAL]
    assert found["told"]["contract"]["aspect"] == "cost"
    (source,) = found["sources"]
    assert source["version"] == source["version_now"] and source["record"]["details"]
    assert found["model"] == found["now"]["origin"]["model"]
    assert all(one["is_same"] for one in found["compared"]), found["compared"]


def test_the_first_turn_is_told_to_read(talked: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["explain", "--conversation", SENDER, "--turn", "1"]) == 0
    out = capsys.readouterr().out
    assert f"turn 1 of 2 of {SENDER}, " in out
    assert "different  nothing" in out
