"""What every connector keeps to: slow, failing, repeated, forged, in order, and for each their own."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

from bot.channels.alexa import progress
from tests.channels.alexa.amazon import Amazon, dump
from tests.channels.alexa.conftest import PATH, Play, Speaker, speech
from tests.channels.conftest import Assistant


def test_a_slow_assistant_is_excused_in_time(play: Play) -> None:
    async def scene(speaker: Speaker) -> None:
        began = time.monotonic()
        told = await speaker.hears("slow 20")
        assert 6 < time.monotonic() - began < 8
        assert "still looking" in told

    play(scene)


def test_patience_is_asked_for_once_and_only_of_amazon(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[tuple[str, Any, dict[str, str]]] = []

    async def post(url: str, body: Any, headers: dict[str, str]) -> None:
        posted.append((url, body, headers))

    monkeypatch.setattr(progress, "_post", post)

    async def scene(speaker: Speaker) -> None:
        await speaker.hears("quick")
        await speaker.hears("slow 2.5")
        elsewhere = speaker.asks("slow 2.5 again")
        elsewhere["context"]["System"]["apiEndpoint"] = "https://api.amazonalexa.com.example.org"
        await speaker.send(elsewhere)

    play(scene)
    ((url, body, headers),) = posted
    assert url == "https://api.amazonalexa.com/v1/directives"
    assert headers == {"Authorization": "Bearer opaque"}
    assert body["directive"] == {"type": "VoicePlayer.Speak", "speech": "<speak>One moment, please.</speak>"}
    assert body["header"]["requestId"].startswith("amzn1.echo-api.request.")


@pytest.mark.parametrize("words", ["fail", "mute"])
def test_an_assistant_that_fails_is_excused(play: Play, words: str) -> None:
    async def scene(speaker: Speaker) -> None:
        response = await speaker.send(speaker.asks(words))
        assert "601-432-8000" in json.dumps(response) and speech(response)

    play(scene)


def test_the_same_request_again_gets_the_same_answer(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        await speaker.hears("One. Two. Three.")
        yes = speaker.intent("AMAZON.YesIntent")
        assert await speaker.send(yes) == await speaker.send(yes)
        question = speaker.asks("slow 0.2")
        first, second = await asyncio.gather(speaker.send(question), speaker.send(question))
        assert first == second

    play(scene)
    assert assistant.heard == ["One. Two. Three.", "slow 0.2"]


def test_ten_speakers_at_once_are_told_their_own(play: Play) -> None:
    async def scene(speaker: Speaker) -> None:
        speakers = [Speaker(client=speaker.client, amazon=speaker.amazon) for _ in range(10)]
        told = await asyncio.gather(*(each.hears(f"number {n} here") for n, each in enumerate(speakers)))
        assert all(f"number {n} here" in words for n, words in enumerate(told))

    play(scene)


def test_quick_messages_stay_in_order(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        requests = [speaker.asks(words) for words in ("slow 0.3", "second", "third")]
        turns = []
        for request in requests:
            turns.append(asyncio.ensure_future(speaker.send(request)))
            await asyncio.sleep(0.05)
        await asyncio.gather(*turns)

    play(scene)
    assert assistant.heard == ["slow 0.3", "second", "third"]


def test_commands_are_no_commands(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        await speaker.hears('/restart{"a": 1}')
        await speaker.hears(" //ask_person")

    play(scene)
    assert not [heard for heard in assistant.heard if heard.startswith("/")]


def test_whoever_is_not_amazon_gets_400(play: Play, amazon: Amazon) -> None:
    async def scene(speaker: Speaker) -> None:
        assert speaker.client
        body = dump(speaker.launch())
        for sent, headers in ((body, {}), (body + b" ", amazon.sign(body)), (b"{}", amazon.sign(b"{}"))):
            async with speaker.client.post(PATH, data=sent, headers=headers) as answered:
                assert answered.status == 400 and not await answered.read()
        async with speaker.client.get(PATH) as answered:
            assert answered.status == 405

    play(scene)


def test_a_body_without_end_is_refused(play: Play, amazon: Amazon) -> None:
    async def scene(speaker: Speaker) -> None:
        assert speaker.client
        body = dump(speaker.asks("x" * 1024 * 1024))
        async with speaker.client.post(PATH, data=body, headers=amazon.sign(body)) as answered:
            assert answered.status == 413

    play(scene)


def test_the_session_keeps_nothing_personal(play: Play) -> None:
    async def scene(speaker: Speaker) -> None:
        await speaker.hears("I am John Smith and live at 12 Oak Street")
        assert len(json.dumps(speaker.told["sessionAttributes"])) < 100
        assert "Smith" not in json.dumps(speaker.told["sessionAttributes"])

    play(scene)
