"""Phone calls over loopback: what is said, what is listened for, and how a call ends."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.channels.twilio.phone import PhoneChannel
from tests.channels.conftest import Serve, Served, ServedTalk
from tests.channels.twilio.account import ENVIRONMENT, PHONE, Caller, call_form, new_id, post, sign

DIAL = "+16015550142"
WORKDAY = datetime(2026, 11, 18, 16, tzinfo=timezone.utc)
NIGHT = datetime(2026, 11, 18, 4, tzinfo=timezone.utc)


@pytest.fixture
def phone(served: Serve) -> Any:
    """Runs a talk with the channel; `now` is the time that the office goes by."""

    def start(talk: ServedTalk, now: datetime = WORKDAY, **environment: str) -> Any:
        async def talking(running: Served) -> Any:
            running.door.handoff._now = lambda: now
            return await talk(running)

        return served(PhoneChannel, ENVIRONMENT | environment, talking)

    return start


def test_a_call_is_greeted_in_both_languages_and_listened_to(phone: Any) -> None:
    async def talk(served: Served) -> Caller:
        caller = Caller(served)
        await caller.calls()
        return caller

    caller = phone(talk)
    spanish, english = caller.document.iter("Say")
    assert spanish.text == "Para español, oprima dos."
    assert (spanish.get("language"), spanish.get("voice")) == ("es-US", "Polly.Lupe-Neural")
    assert english.text.startswith("Hello! I'm an automated assistant")
    assert (english.get("language"), english.get("voice")) == ("en-US", "Polly.Joanna-Neural")
    hints = caller.gather.attrib.pop("hints").split(",")
    assert caller.gather.attrib == {
        "input": "speech dtmf",
        "action": f"https://assistant.example.gov{PHONE}?turn=1",
        "method": "POST",
        "language": "en-US",
        "speechTimeout": "auto",
        "speechModel": "phone_call",
        "enhanced": "true",
        "profanityFilter": "false",
        "numDigits": "1",
        "finishOnKey": "",
        "timeout": "5",
        "bargeIn": "true",
        "actionOnEmptyResult": "true",
    }
    assert 0 < len(hints) <= 500 and all(0 < len(hint) <= 100 for hint in hints)
    assert [verb.tag for verb in caller.document] == ["Gather", "Redirect"]


def test_a_question_is_answered_and_the_same_request_again_the_same(phone: Any) -> None:
    async def talk(served: Served) -> tuple[list[bytes], str, list[str]]:
        caller = Caller(served)
        await caller.calls()
        form = call_form(caller.sid, SpeechResult="how do I renew my tag", Confidence="0.9")
        answers = [(await post(served, caller.path, form)).body for _ in range(3)]
        first = await caller.says("how do I renew my tag")
        again = await caller.says("how do I renew my tag")
        assert first == again
        return answers, first, served.assistant.heard

    answers, said, heard = phone(talk)
    assert len(set(answers)) == 1
    assert said.startswith("You said: how do I renew my tag")
    assert heard == ["how do I renew my tag"] * 2, "said twice is asked twice; sent twice is not"


def test_the_language_is_kept_for_the_call(phone: Any) -> None:
    async def talk(served: Served) -> None:
        caller = Caller(served)
        await caller.calls()
        assert (await caller.presses("2")).startswith("¡Hola!")
        assert caller.gather.get("language") == "es-US" and caller.gather.get("hints") is None
        await caller.says("cómo renuevo mi licencia")
        assert caller.gather.get("language") == "es-US"
        answer, question = caller.document.iter("Say")
        assert answer.get("language") == "en-US" and question.get("language") == "es-US"
        assert (await caller.presses("*")).endswith(question.text or "")
        other = Caller(served)
        await other.calls()
        assert other.gather.get("language") == "en-US"

    phone(talk)


def test_choices_are_picked_by_key_and_by_word(phone: Any) -> None:
    async def talk(served: Served) -> list[str]:
        caller = Caller(served)
        await caller.calls()
        offered = await caller.says("choose tags taxes boats")
        assert "one for About tags, two for About taxes, or three for About boats" in offered
        assert caller.gather.get("hints", "").startswith("About tags,About taxes,About boats")
        await caller.presses("2")
        await caller.says("choose tags taxes boats")
        await caller.says("Three.")
        return served.assistant.heard

    heard = [text for text in phone(talk) if text.startswith("/")]
    assert heard == [f'/choose_option{{"option": "topic:{topic}"}}' for topic in ("taxes", "boats")]


def test_more_and_again(phone: Any) -> None:
    async def talk(served: Served) -> None:
        caller = Caller(served)
        await caller.calls()
        first = await caller.says("long 7")
        assert first.startswith("Sentence number 0 is said. Sentence number 1 is said.")
        assert first.endswith("Want to hear more?")
        assert await caller.presses("*") == first
        second = await caller.presses("1")
        assert second.startswith("Sentence number 2")
        third = await caller.says("tell me more")
        assert third.startswith("Sentence number 4")
        assert await caller.says("say that again") == third
        await caller.presses("2")
        assert served.assistant.heard[1:] == ["/deny"]

    phone(talk)


def test_silence_three_times_ends_the_call_with_a_number(phone: Any) -> None:
    async def talk(served: Served) -> list[str]:
        caller = Caller(served)
        await caller.calls()
        said = []
        for _ in range(3):
            assert not caller.has_hung_up
            said.append(await caller.does())
        assert caller.has_hung_up and caller.document.find("Gather") is None
        return said

    first, second, third = phone(talk)
    assert len({first, second, third}) == 3
    assert "press 0" in second and "601-432-8000" in third


def test_words_end_the_silence(phone: Any) -> None:
    async def talk(served: Served) -> bool:
        caller = Caller(served)
        await caller.calls()
        for words in ("", "", "hello there", "", ""):
            await caller.does(**({"SpeechResult": words} if words else {}))
        return caller.has_hung_up

    assert phone(talk) is False


@pytest.mark.parametrize(("reply", "heard"), [("yes", True), ("1", True), ("no", False), ("2", False)])
def test_what_was_hardly_made_out_is_read_back(phone: Any, reply: str, heard: bool) -> None:
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


def test_doubt_is_told_once_never_of_danger_nor_of_plain_words(phone: Any) -> None:
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


def test_how_sure_it_must_be_can_be_set(phone: Any) -> None:
    async def talk(served: Served) -> str:
        caller = Caller(served)
        await caller.calls()
        return await caller.says("mumbling", "0.2")

    assert phone(talk, MISSI_TWILIO_CONFIDENCE="0").startswith("You said: mumbling")


@pytest.mark.parametrize("way", ["0", "representative", "a person", "person"])
def test_a_caller_is_put_through_to_a_person(phone: Any, way: str) -> None:
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
def test_a_person_is_reached_even_when_all_else_is_off(phone: Any, key: str) -> None:
    async def talk(served: Served) -> str:
        served.door.switchboard.off("channel:phone", "Ana", "a test")
        caller = Caller(served)
        assert "switched off" in await caller.calls()
        await (caller.presses(key) if key == "0" else caller.says("operator"))
        return str(caller.document.findtext("Dial"))

    assert phone(talk, MISSI_TWILIO_DIAL=DIAL) == DIAL


@pytest.mark.parametrize("environment", [{}, {"MISSI_TWILIO_DIAL": DIAL}])
def test_without_anybody_there_the_number_is_said(phone: Any, environment: dict[str, str]) -> None:
    async def talk(served: Served) -> str:
        caller = Caller(served)
        await caller.calls()
        said = await caller.presses("0")
        assert caller.document.find("Dial") is None and not caller.has_hung_up
        return said

    assert "601-432-8000" in phone(talk, NIGHT if environment else WORKDAY, **environment)


def test_danger_is_told_first_and_ends_the_call(phone: Any) -> None:
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


def test_only_twilio_is_answered_and_the_address_counts(phone: Any) -> None:
    async def talk(served: Served) -> list[int]:
        form = call_form(new_id("CA"))
        body = urlencode(form).encode()
        headers = sign(PHONE, form)
        return [
            (await served.post(path, body, headers)).status
            for path in (PHONE, PHONE + "?turn=5", PHONE + "?turn=0")
        ] + [(await served.post(PHONE, body, headers | {"X-Twilio-Signature": "A" * 28})).status]

    assert phone(talk) == [200, 403, 403, 403]


@pytest.mark.parametrize("path", [PHONE + "?turn=-1", PHONE + "?turn=x", PHONE + "?turn=99999999999999"])
def test_an_address_that_was_never_ours(phone: Any, path: str) -> None:
    async def talk(served: Served) -> int:
        return (await post(served, path, call_form(new_id("CA")))).status

    assert phone(talk) == 400


def test_two_callers_with_one_phone_do_not_meet(phone: Any) -> None:
    async def talk(served: Served) -> None:
        first, second = Caller(served), Caller(served)
        await asyncio.gather(first.calls(), second.calls())
        await first.says("choose tags taxes")
        await second.presses("2")
        assert second.gather.get("language") == "es-US"
        await first.presses("2")
        assert "topic:taxes" in served.assistant.heard[-1]

    phone(talk)
