"""Phone calls over loopback: what is said, what is listened for, and how a call ends."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

import pytest

from tests.channels.conftest import Served
from tests.channels.twilio.account import PHONE, Caller, call_form, new_id, post, sign
from tests.channels.twilio.conftest import Phone


def test_a_call_is_greeted_in_both_languages_and_listened_to(phone: Phone) -> None:
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


def test_a_question_is_answered_and_the_same_request_again_the_same(phone: Phone) -> None:
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


def test_the_language_is_kept_for_the_call(phone: Phone) -> None:
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


def test_choices_are_picked_by_key_and_by_word(phone: Phone) -> None:
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


def test_more_and_again(phone: Phone) -> None:
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


def test_silence_three_times_ends_the_call_with_a_number(phone: Phone) -> None:
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


def test_words_end_the_silence(phone: Phone) -> None:
    async def talk(served: Served) -> bool:
        caller = Caller(served)
        await caller.calls()
        for words in ("", "", "hello there", "", ""):
            await caller.does(**({"SpeechResult": words} if words else {}))
        return caller.has_hung_up

    assert phone(talk) is False


def test_only_twilio_is_answered_and_the_address_counts(phone: Phone) -> None:
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
def test_an_address_that_was_never_ours(phone: Phone, path: str) -> None:
    async def talk(served: Served) -> int:
        return (await post(served, path, call_form(new_id("CA")))).status

    assert phone(talk) == 400


def test_two_callers_with_one_phone_do_not_meet(phone: Phone) -> None:
    async def talk(served: Served) -> None:
        first, second = Caller(served), Caller(served)
        await asyncio.gather(first.calls(), second.calls())
        await first.says("choose tags taxes")
        await second.presses("2")
        assert second.gather.get("language") == "es-US"
        await first.presses("2")
        assert "topic:taxes" in served.assistant.heard[-1]

    phone(talk)
