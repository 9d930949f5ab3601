"""What every channel that answers in the same call keeps to, whoever the vendor is."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from tests.channels.conftest import Serve, Served
from tests.channels.drivers import DRIVERS, Driver


@pytest.fixture(params=DRIVERS)
def driver(request: pytest.FixtureRequest) -> Driver:
    return DRIVERS[request.param]


@pytest.fixture
def play(served: Serve, driver: Driver) -> Any:
    """Runs a talk with the channel of the driver."""
    return lambda talk: served(driver.kind, driver.environment, talk)


def test_the_same_request_gets_the_same_reply_and_is_asked_once(play: Any, driver: Driver) -> None:
    async def talk(served: Served) -> tuple[list[str], list[str]]:
        request = driver.ask("slow 0.2 hello", "ann")
        at_once = await asyncio.gather(*(driver.told(served, request) for _ in range(3)))
        await driver.says(served, "something else")
        return [*at_once, await driver.told(served, request)], served.assistant.heard

    told, heard = play(talk)
    assert len(set(told)) == 1 and "slow 0.2 hello" in told[0]
    assert heard == ["slow 0.2 hello", "something else"]


@pytest.mark.parametrize("words", ["fail", "mute"])
def test_an_assistant_that_fails_or_says_nothing_is_excused_with_a_number(
    play: Any, driver: Driver, words: str
) -> None:
    assert "601-432-8000" in play(lambda served: driver.says(served, words))


def test_a_slow_assistant_is_excused_in_time(
    play: Any, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert driver.connector.deadline_s <= 8, "the vendors' own limits are 5, 15, and 15 seconds"
    monkeypatch.setattr(driver.connector, "deadline_s", 0.3)

    async def talk(served: Served) -> tuple[str, float]:
        began = time.monotonic()
        return await driver.says(served, "slow 5"), time.monotonic() - began

    told, took_s = play(talk)
    assert "still looking that up" in told and took_s < 2


def test_ten_citizens_at_once_get_their_own_replies(play: Any, driver: Driver) -> None:
    async def talk(served: Served) -> list[str]:
        asked = (driver.says(served, f"hello {number}x", f"citizen {number}") for number in range(10))
        return list(await asyncio.gather(*asked))

    assert all(f"hello {number}x" in told for number, told in enumerate(play(talk)))


def test_three_quick_messages_of_one_citizen_keep_their_order(play: Any, driver: Driver) -> None:
    async def talk(served: Served) -> list[str]:
        sent = []
        for words in ("slow 0.8 first", "second", "third"):
            sent.append(asyncio.ensure_future(driver.says(served, words)))
            await asyncio.sleep(0.2)  # on a busy machine too, they arrive in this order
        await asyncio.gather(*sent)
        return served.assistant.heard

    assert play(talk) == ["slow 0.8 first", "second", "third"]


@pytest.mark.parametrize("words", ["/restart", " //restart", '/choose_option{"option": "service:snap"}'])
def test_commands_are_words(play: Any, driver: Driver, words: str) -> None:
    async def talk(served: Served) -> list[str]:
        await driver.says(served, words)
        return served.assistant.heard

    assert play(talk) == [words.lstrip("/ ")]


def test_a_megabyte_is_not_read(play: Any, driver: Driver) -> None:
    async def talk(served: Served) -> int:
        path, body, headers = driver.ask("hello", "ann")
        return (await served.post(path, body + b" " * 1024 * 1024, headers)).status

    assert play(talk) == 413


def test_only_post_is_served(play: Any, driver: Driver) -> None:
    async def talk(served: Served) -> int:
        async with served.client.get(driver.ask("hello", "ann")[0]) as response:
            return response.status

    assert play(talk) == 405


def test_a_choice_is_offered_and_picked_by_what_it_is_called(play: Any, driver: Driver) -> None:
    async def talk(served: Served) -> tuple[str, list[str]]:
        offered = await driver.says(served, "choose tags taxes")
        await driver.says(served, "about taxes")
        await driver.says(served, "choose tags taxes")
        await driver.says(served, "2")
        return offered, served.assistant.heard[1::2]

    offered, heard = play(talk)
    assert "About tags" in offered and "About taxes" in offered
    assert heard == ['/choose_option{"option": "topic:taxes"}'] * 2


def test_danger_is_told_at_once_whatever_is_off(play: Any, driver: Driver) -> None:
    async def talk(served: Served) -> str:
        served.door.switchboard.off("service", "Ana", "a test")
        return await driver.says(served, "my house is on fire")

    assert "911" in play(talk)


def test_what_is_off_is_told(play: Any, driver: Driver) -> None:
    async def talk(served: Served) -> str:
        served.door.switchboard.off(f"channel:{driver.connector.name}", "Ana", "a test")
        return await driver.says(served, "hello")

    assert "switched off" in play(talk)
