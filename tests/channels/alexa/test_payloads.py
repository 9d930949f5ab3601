"""Requests in Amazon's documented form, and exactly what they get; the data are invented.

`tests/channels/payloads/alexa/` has a scene in each file: requests, and the response to each."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.settings import ROOT
from tests.channels.alexa.amazon import SKILL
from tests.channels.alexa.conftest import Play, Speaker
from tests.channels.alexa.rules import broken_rules

SCENES = sorted((ROOT / "tests" / "channels" / "payloads" / "alexa").glob("*.json"))


def of_now(request: dict[str, Any]) -> dict[str, Any]:
    """The request as if it had just been made, for the skill of the tests."""
    request["request"]["timestamp"] = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    for place in (request.get("session"), request["context"]["System"]):
        if place:
            place["application"]["applicationId"] = SKILL
    return request


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_a_request_gets_its_response(play: Play, path: Any) -> None:
    turns = json.loads(path.read_text(encoding="utf-8"))

    async def scene(speaker: Speaker) -> None:
        for turn in turns:
            await speaker.send(of_now(turn["request"]))
            assert speaker.told == turn["response"]
            assert not list(broken_rules(speaker.told))

    play(scene)


def test_there_is_a_scene_of_every_kind() -> None:
    assert {path.stem for path in SCENES} >= {"answer", "choice", "danger", "events", "spanish"}
