"""When a call goes otherwise: words hardly made out, a person wanted, danger."""

from __future__ import annotations

import pytest

from tests.channels.conftest import Served
from tests.channels.twilio.account import Caller
from tests.channels.twilio.conftest import NIGHT, WORKDAY, Phone

DIAL = "+16015550142"


@pytest.mark.parametrize(("reply", "heard"), [("yes", True), ("1", True), ("no", False), ("2", False)])
def test_what_was_hardly_made_out_is_read_back(phone: Phone, reply: str, heard: bool) -> None:
    async def talk(served: Served) -> None:
        caller = Caller(served)
        await caller.calls()
        said = await caller.says("renew my tack. please", "0.31")
        assert said == "I think I heard: renew my tack please. Is that right?"
        assert served.assistant.heard == []
        said = await (caller.presses(reply) if reply.isdigit() else caller.says(reply))
        assert served.assistant.heard == (["renew my tack. please"] if heard else [])
        assert said.startswith("You said: renew my tack" if heard else "I'm sorry. Please say it once more")

    phone(talk)


def test_doubt_is_told_once_never_of_danger_nor_of_plain_words(phone: Phone) -> None:
    async def talk(served: Served) -> None:
        caller = Caller(served)
        await caller.calls()
        assert (await caller.says("my ssn is 536-22-8145 and I", "0.2")).startswith("I took out")
        assert "8145" not in await caller.says("yes")
        assert (await caller.says("more mumbling", "0.2")).startswith("I think I heard: more mumbling.")
        assert (await caller.says("mumbling", "0.2")).startswith("You said: mumbling")
        assert (await caller.says("repeat", "0.1")).startswith("You said: mumbling")
        assert (await caller.says("some words", "0.0")).startswith("You said: some words")
        said = await caller.says("my house is on fire", "0.1")
        assert said.startswith("Call 911 now") and caller.has_hung_up

    phone(talk)


def test_how_sure_it_must_be_can_be_set(phone: Phone) -> None:
    async def talk(served: Served) -> str:
        caller = Caller(served)
        await caller.calls()
        return await caller.says("mumbling", "0.2")

    assert phone(talk, MISSI_TWILIO_CONFIDENCE="0").startswith("You said: mumbling")


@pytest.mark.parametrize("way", ["0", "representative", "a person", "person"])
def test_a_caller_is_put_through_to_a_person(phone: Phone, way: str) -> None:
    async def talk(served: Served) -> None:
        caller = Caller(served)
        await caller.calls()
        said = await (caller.presses(way) if way == "0" else caller.says(way))
        (dial,) = caller.document.findall("Dial")
        assert said.startswith("I'll put you through") and dial.text == DIAL
        assert "You can call 601-432-8000" in await caller.does(DialCallStatus="no-answer")
        assert caller.gather is not None
        await caller.presses("0")
        await caller.does(DialCallStatus="completed")
        assert caller.has_hung_up

    phone(talk, MISSI_TWILIO_DIAL=DIAL)


@pytest.mark.parametrize("key", ["0", "person"])
def test_a_person_is_reached_even_when_all_else_is_off(phone: Phone, key: str) -> None:
    async def talk(served: Served) -> str:
        served.door.switchboard.off("channel:phone", "Ana", "a test")
        caller = Caller(served)
        assert "switched off" in await caller.calls()
        await (caller.presses(key) if key == "0" else caller.says("operator"))
        return str(caller.document.findtext("Dial"))

    assert phone(talk, MISSI_TWILIO_DIAL=DIAL) == DIAL


@pytest.mark.parametrize("environment", [{}, {"MISSI_TWILIO_DIAL": DIAL}])
def test_without_anybody_there_the_number_is_said(phone: Phone, environment: dict[str, str]) -> None:
    async def talk(served: Served) -> str:
        caller = Caller(served)
        await caller.calls()
        said = await caller.presses("0")
        assert caller.document.find("Dial") is None and not caller.has_hung_up
        return said

    assert "601-432-8000" in phone(talk, NIGHT if environment else WORKDAY, **environment)


def test_danger_is_told_first_and_ends_the_call(phone: Phone) -> None:
    async def talk(served: Served) -> None:
        caller = Caller(served)
        await caller.calls()
        said = await caller.says("my house is on fire, get me a person")
        assert said.startswith("Call 911 now")
        assert caller.has_hung_up and caller.document.find("Dial") is None
        marked = [mark for say in caller.document.iter("Say") for mark in say]
        assert [(mark.tag, mark.get("interpret-as"), mark.text) for mark in marked][0] == (
            "say-as",
            "digits",
            "911",
        )

    phone(talk, MISSI_TWILIO_DIAL=DIAL)
