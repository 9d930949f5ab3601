"""The Alexa channel, served with an authority of the test's own, and somebody's speaker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import aiohttp
import pytest

from bot.channels.alexa.channel import AlexaChannel
from bot.channels.base.door import Door
from tests.channels.alexa.amazon import SKILL, Amazon, Device, dump
from tests.channels.mount import serving

PATH = "/webhooks/alexa/webhook"


@dataclass
class Speaker(Device):
    """A device with a connection; keeps what it was last told."""

    client: aiohttp.ClientSession | None = None
    amazon: Amazon | None = None
    told: dict[str, Any] = field(default_factory=dict)

    async def send(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """Send a request, keep the attributes as Alexa does, and return the `response`."""
        assert self.client and self.amazon
        body = dump(envelope)
        async with self.client.post(PATH, data=body, headers=self.amazon.sign(body)) as answered:
            assert answered.status == 200, answered.status
            self.told = await answered.json()
        self.attributes = self.told.get("sessionAttributes", {})
        response: dict[str, Any] = self.told["response"]
        return response

    async def says(self, intent: str, **slots: str | None) -> str:
        """What is said to an intent."""
        return speech(await self.send(self.intent(intent, **slots)))

    async def hears(self, words: str) -> str:
        """What is said to words."""
        return speech(await self.send(self.asks(words)))


def speech(response: dict[str, Any], place: str = "outputSpeech") -> str:
    """The words of a response's SSML, which must be XML."""
    root = ElementTree.fromstring(response[place]["ssml"])
    assert root.tag == "speak"
    return " ".join("".join(root.itertext()).split())


Play = Callable[[Callable[[Speaker], Awaitable[Any]]], Any]


@pytest.fixture(scope="session")
def amazon() -> Amazon:
    return Amazon()


@pytest.fixture
def play(run: Callable[..., Any], amazon: Amazon, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Plays a scene with a speaker in front of the channel."""
    monkeypatch.setenv("MISSI_ALEXA_SKILL_ID", SKILL)

    def start(scene: Callable[[Speaker], Awaitable[Any]]) -> Any:
        async def talk(door: Door) -> Any:
            async with serving(AlexaChannel(amazon.verifier()), door) as client:
                return await scene(Speaker(client=client, amazon=amazon))

        return run(talk)

    return start
