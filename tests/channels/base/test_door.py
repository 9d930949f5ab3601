"""The steps as one: what each settles, for channels that wait and for one that acknowledges at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.channels.base import door as door_module
from bot.channels.base.answer import Answer, Phrasebook
from bot.channels.base.door import STEPS, Door
from bot.channels.base.message import Message, Said
from bot.channels.base.phrases import read_responses
from bot.channels.base.tables import TURN
from bot.knowledge.record import Record
from bot.nlu.arbiter import DANGERS
from bot.switches.state import Notice
from tests.channels.base.channels import Call, Forged, Post, Voice
from tests.channels.conftest import Assistant, Talk


def test_the_steps_are_one_list_in_this_order() -> None:
    names = [step.__name__ for step in STEPS]
    agreed = (
        "verify parse strip cap deduplicate spot_danger limit check_switches mask hand_to_rasa render reply"
    )
    assert [name for name in names if name in agreed.split()] == agreed.split()
    assert door_module.READING == STEPS[:2]


def test_what_is_not_the_vendors_goes_no_further(run: Callable[[Talk], Any], assistant: Assistant) -> None:
    with pytest.raises(Forged):
        run(lambda door: door.receive(Call("ann", "hello", "message-1", is_signed=False), Voice()))
    assert assistant.heard == []


def test_the_same_message_gives_the_same_reply(run: Callable[[Talk], Any], assistant: Assistant) -> None:
    async def talk(door: Door) -> list[Any]:
        call = Call("ann", "hello", "message-1")
        at_once = await asyncio.gather(*(door.receive(call, Voice()) for _ in range(5)))
        return [*at_once, await door.receive(call, Voice())]

    assert run(talk) == ["You said: hello"] * 6
    assert assistant.heard == ["hello"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fail", "something on our side isn't working"),
        ("mute", "something on our side isn't working"),
        ("slow 1 question", "I'm still looking that up"),
        ("", "I didn't get any words"),
        ("\u200b /// ", "I didn't get any words"),
        ("x" * 1001, "too long for me"),
        ("my card is 4111 1111 1111 1111", "never take card numbers"),
    ],
)
def test_there_is_always_a_way_forward(run: Callable[[Talk], Any], text: str, told: str) -> None:
    assert told in run(lambda door: door.receive(Call("ann", text, "message-1"), Voice()))


def test_commands_are_words(run: Callable[[Talk], Any], assistant: Assistant) -> None:
    run(
        lambda door: door.receive(
            Call("ann", '/choose_option{"option": "service:snap"}', "message-1"), Voice()
        )
    )
    assert assistant.heard == ['choose_option{"option": "service:snap"}']


def test_personal_data_is_neither_heard_nor_kept_and_told_once(
    run: Callable[[Talk], Any], assistant: Assistant, engine: Engine
) -> None:
    async def talk(door: Door) -> list[str]:
        texts = ("my ssn is 536-22-8145, how do I renew", "mail me at ann@example.com please")
        return [await door.receive(Call("ann", t, f"message-{n}"), Voice()) for n, t in enumerate(texts)]

    first, second = run(talk)
    assert first.startswith("I took out the personal details") and "I took out" not in second
    with engine.connect() as connection:
        kept = str(connection.execute(select(TURN)).all())
    for found in (*assistant.heard, first, second, kept):
        assert "8145" not in found and "ann@" not in found


def test_too_many_are_refused_and_may_come_again(run: Callable[[Talk], Any], engine: Engine) -> None:
    async def talk(door: Door) -> list[str]:
        return [await door.receive(Call("ann", f"hi {n}", f"message-{n}"), Voice()) for n in range(12)]

    replies = run(talk)
    assert [n for n, reply in enumerate(replies) if "a lot of messages" in reply] == [10, 11]
    with engine.connect() as connection:
        assert len(connection.execute(select(TURN)).all()) == 10, "what was refused takes no place"


def test_what_a_program_of_this_machine_says_is_not_counted(run: Callable[[Talk], Any]) -> None:
    class Program(Voice):
        async def parse(self, request: Any) -> Said:
            return replace(await super().parse(request), is_counted=False)

    async def talk(door: Door) -> list[str]:
        return [await door.receive(Call("ann", f"hi {n}", f"message-{n}"), Program()) for n in range(12)]

    assert not any("a lot of messages" in reply for reply in run(talk))


def test_a_channel_answers_what_is_its_own(run: Callable[[Talk], Any], assistant: Assistant) -> None:
    class Greeter(Voice):
        def answer(self, message: Message) -> Answer | None:
            return Answer.plain("Good day.") if message.text == "call" else None

    async def talk(door: Door) -> list[str]:
        texts = ("call", "hello", "my house is on fire")
        return [await door.receive(Call("ann", t, f"message-{t[:2]}"), Greeter()) for t in texts]

    own, answered, danger = run(talk)
    assert (own, answered) == ("Good day.", "You said: hello") and danger.startswith("Call 911")
    assert assistant.heard[0] == "hello"


def switch_off(door: Door) -> None:
    for what in ("service", "channel:voice"):
        door.switchboard.off(what, "Ana", "a test")


@pytest.mark.parametrize("text", ["my house is on fire", "I want to kill myself", "mi casa se está quemando"])
def test_danger_gets_the_number_whatever_is_off(run: Callable[[Talk], Any], text: str) -> None:
    async def talk(door: Door) -> tuple[str, float]:
        switch_off(door)
        voice = Voice()
        for number in range(15):
            await door.receive(Call("ann", "hi", f"message-{number}"), voice)
        began = time.monotonic()
        return await door.receive(Call("ann", text, "danger-1"), voice), time.monotonic() - began

    reply, took_s = run(talk)
    assert reply.startswith(("Call 911 now", "Call or text 988 now")) and took_s < 3


def test_the_rest_of_a_long_message_may_be_danger_too(run: Callable[[Talk], Any]) -> None:
    text = "my house is on fire " + "please " * 300
    assert run(lambda door: door.receive(Call("ann", text, "message-1"), Voice())).startswith("Call 911 now")


def test_what_is_off_is_told_kindly(run: Callable[[Talk], Any], assistant: Assistant) -> None:
    async def talk(door: Door) -> list[str]:
        replies = []
        for what in ("service", "channel:voice", "channel:web"):
            door.switchboard.off(what, "Ana", "a test")
            replies.append(await door.receive(Call("ann", "hello", f"message-{what}"), Voice()))
            door.switchboard.on(what, "Ana", "over")
        return replies

    service, channel, other = run(talk)
    assert "service is switched off" in service and "601-432-8000" in service
    assert "way to reach me is switched off" in channel
    assert other == "You said: hello" and assistant.heard == ["hello"]


def test_a_topic_that_is_off_points_to_the_agency(
    run: Callable[[Talk], Any], records: tuple[Record, ...]
) -> None:
    known = {record.id: record for record in records}
    record = next(r for r in records if r.type == "service" and r.topics and f"agency:{r.agency}" in known)
    other = next(r for r in records if r.topics and not set(r.topics) & set(record.topics))

    async def talk(door: Door) -> list[str]:
        door.switchboard.off(f"topic:{record.topics[0]}", "Ana", "a test")
        asked = (record.id, other.id)
        return [await door.receive(Call("ann", f"tell {i}", f"message-{i}"), Voice()) for i in asked]

    off, told = run(talk)
    assert off.startswith("I can't answer questions on this topic right now") and "Please call" in off
    assert told == f"You said: tell {other.id}"


def test_a_notice_leads_but_not_before_the_number(run: Callable[[Talk], Any]) -> None:
    async def talk(door: Door) -> list[str]:
        door.switchboard.notify(Notice("", "Offices are closed."), "Ana", "a storm")
        texts = ("hello", "my house is on fire")
        return [await door.receive(Call("ann", t, f"message-{n}"), Voice()) for n, t in enumerate(texts)]

    plain, danger = run(talk)
    assert plain == "Offices are closed. You said: hello"
    assert danger.startswith("Call 911 now")


def test_acknowledged_messages_keep_their_order_and_danger_waits_for_none(run: Callable[[Talk], Any]) -> None:
    post = Post()

    async def talk(door: Door) -> list[str]:
        texts = ("slow 0.6 first", "second", "third")
        given = [await door.receive(Call("ann", t, f"message-{n}"), post) for n, t in enumerate(texts)]
        await asyncio.sleep(0.1)
        given.append(await door.receive(Call("ann", "I want to kill myself", "danger-1"), post))
        given.append(await door.receive(Call("bob", "hello", "message-0"), post))
        assert given == ["ok"] * 5
        return await post.await_sent(5)

    sent = run(talk)
    assert sent[0] == "You said: hello", "another citizen waits for nobody"
    ours = [text for text in sent if text.startswith("You said") and "hello" not in text]
    assert ours == ["You said: slow 0.6 first", "You said: second", "You said: third"]
    assert any(text.startswith("Call or text 988 now") for text in sent)


@pytest.mark.parametrize("danger", DANGERS)
def test_every_danger_has_its_response(danger: str) -> None:
    told = Phrasebook(read_responses()).warn(danger)
    assert told.contract["outcome"] == "safety" and told.contract["records"]
    assert any(number in told.messages[0]["text"] for number in ("911", "988", "1222"))
