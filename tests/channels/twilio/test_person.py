"""A person's words by text message: what is sent to a fake Twilio, in which order, and to whom it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from bot.bench.bots import free_ports
from bot.channels.base.outgoing import outgoing_of
from bot.channels.base.people import speak
from bot.channels.base.senders import pseudonym
from bot.handoff.told import Told
from tests.channels.conftest import Served
from tests.channels.twilio.account import CITIZEN, text
from tests.channels.twilio.api import ACCOUNT, SENDER, FakeTwilio
from tests.channels.twilio.conftest import Sms

Scene = Callable[[Served, FakeTwilio], Awaitable[Any]]


@pytest.fixture
def play(sms: Sms) -> Callable[[Scene], Any]:
    """Runs a scene with the channel and a fake Twilio; retries come at once."""
    (port,) = free_ports(1)
    environment = {
        "MISSI_TWILIO_ACCOUNT": ACCOUNT,
        "MISSI_TWILIO_SENDER": SENDER,
        "MISSI_TWILIO_API": f"http://127.0.0.1:{port}",
    }

    def start(scene: Scene) -> Any:
        async def talk(served: Served) -> Any:
            api = FakeTwilio()
            runner = web.AppRunner(api.application())
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
            outgoing_of(served.door.app).waits_s = (0.05, 0.05)
            try:
                return await scene(served, api)
            finally:
                await runner.cleanup()

        return sms(talk, **environment)

    return start


async def tell(served: Served, words: str) -> bool:
    """Have somebody say this in the citizen's conversation."""
    sender = pseudonym("sms", CITIZEN, served.door.secret)
    return await speak(served.door, sender, "sms", served.door.phrasebook.tell(Told.of(words), agent="Ana"))


def test_a_persons_words_arrive_in_order_though_twilio_fails(play: Callable[[Scene], Any]) -> None:
    async def scene(served: Served, api: FakeTwilio) -> list[str]:
        await text(served, "person")
        await asyncio.sleep(0.1)
        api.script = [500, 503]
        assert await tell(served, "utter_queue_again") and await tell(served, "utter_go_on")
        told = await api.await_accepted(2)
        assert api.attempts == 4 and not api.faults
        assert {form["To"] for form in api.accepted} == {CITIZEN}
        return told

    first, second = play(scene)
    assert first != second and first and second


def test_who_did_not_ask_for_a_person_has_no_number_here(play: Callable[[Scene], Any]) -> None:
    async def scene(served: Served, api: FakeTwilio) -> bool:
        await text(served, "hello")
        return await tell(served, "utter_go_on")

    assert play(scene) is False


def test_who_opted_out_is_not_written_to_even_then(play: Callable[[Scene], Any]) -> None:
    async def scene(served: Served, api: FakeTwilio) -> tuple[bool, int]:
        await text(served, "person")
        await asyncio.sleep(0.1)
        await text(served, "STOP")
        return await tell(served, "utter_go_on"), api.attempts

    assert play(scene) == (False, 0)


def test_what_twilio_refuses_is_not_tried_again(play: Callable[[Scene], Any]) -> None:
    async def scene(served: Served, api: FakeTwilio) -> int:
        await text(served, "person")
        await asyncio.sleep(0.1)
        api.script = [400]
        await tell(served, "utter_go_on")
        await asyncio.sleep(0.4)
        return api.attempts

    assert play(scene) == 1


def test_the_number_is_kept_encrypted(play: Callable[[Scene], Any], tmp_path: Any) -> None:
    async def scene(served: Served, api: FakeTwilio) -> dict[str, str] | None:
        await text(served, "person")
        await asyncio.sleep(0.1)
        return served.door.recipients.find(pseudonym("sms", CITIZEN, served.door.secret))

    assert play(scene) == {"to": CITIZEN}
    assert all(
        CITIZEN[1:].encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    )
