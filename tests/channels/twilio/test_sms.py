"""Text messages over loopback: what is answered, in how many segments, and who is written to no more."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.channels.conftest import Served
from tests.channels.twilio.account import (
    CITIZEN,
    SMS,
    message_in,
    post,
    sign,
    text,
    text_form,
)
from tests.channels.twilio.conftest import Sms


def test_a_question_is_answered_once_however_often_it_is_sent(sms: Sms) -> None:
    async def talk(served: Served) -> tuple[list[str | None], list[str]]:
        form = text_form("hello")
        answers = [message_in(await post(served, SMS, form)) for _ in range(3)]
        return answers, served.assistant.heard

    answers, heard = sms(talk)
    assert answers == ["You said: hello"] * 3
    assert heard == ["hello"]


def test_a_choice_is_picked_by_its_number_and_again_by_a_repetition(sms: Sms) -> None:
    async def talk(served: Served) -> list[Any]:
        offered = await text(served, "choose tags taxes boats")
        form = text_form("2")
        answers = [message_in(await post(served, SMS, form)) for _ in range(2)]
        return [offered, *answers, served.assistant.heard[1:]]

    offered, first, again, heard = sms(talk)
    assert offered == ("Which one?\n1. About tags\n2. About taxes\n3. About boats\nReply with a number.")
    assert first == again and "topic:taxes" in first
    assert heard == ['/choose_option{"option": "topic:taxes"}']


@pytest.mark.parametrize("out", ["STOP", "stop", " Unsubscribe. ", "CANCEL", "END"])
def test_who_opts_out_is_written_to_no_more_until_they_come_back(sms: Sms, out: str) -> None:
    async def talk(served: Served) -> list[str | None]:
        said = ("hello", out, "hello?", "help", "my house is on fire", "x" * 1001, "START", "hello again")
        return [await text(served, words) for words in said]

    hello, *silence, back = sms(talk)
    assert hello == "You said: hello"
    assert silence == [None] * 6
    assert back == "You said: hello again"


def test_keywords_of_the_account_are_its_own(sms: Sms) -> None:
    async def talk(served: Served) -> list[str | None]:
        return [
            await text(served, "no mas", OptOutType="STOP"),
            await text(served, "hello"),
            await text(served, "volver", OptOutType="START"),
            await text(served, "info please", OptOutType="HELP"),
            await text(served, "hello"),
        ]

    assert sms(talk) == [None, None, None, None, "You said: hello"]


def test_a_yes_is_a_start_only_for_who_is_out(sms: Sms) -> None:
    async def talk(served: Served) -> list[str | None]:
        return [await text(served, words) for words in ("yes", "stop", "yes", "hello")]

    assert sms(talk) == ["You said: yes", None, None, "You said: hello"]


def test_help_says_who_we_are_and_how_to_stop(sms: Sms) -> None:
    said = ("Help", "AYUDA", "alto")
    english, spanish, stop = sms(lambda served: asyncio.gather(*(text(served, word) for word in said)))
    assert stop == spanish
    assert "Missi" in english and "STOP" in english and "911" in english
    assert "español" not in english and "STOP" in spanish and "911" in spanish and "pregunta" in spanish


def test_pictures_are_not_read(sms: Sms) -> None:
    async def talk(served: Served) -> list[str | None]:
        picture = {"NumMedia": "1", "MediaUrl0": "https://api.example.com/picture"}
        said = ("", "how do I renew", "my house is on fire")
        return [await text(served, words, **picture) for words in said]

    alone, with_words, danger = sms(talk)
    assert alone and alone.startswith("I can't read pictures or files.\nI didn't get any words.")
    assert with_words == "I can't read pictures or files.\nYou said: how do I renew"
    assert danger and danger.startswith("Call 911 now")


def test_no_number_is_kept_anywhere(sms: Sms, tmp_path: Any) -> None:
    sms(lambda served: asyncio.gather(text(served, "hello"), text(served, "stop")))
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert CITIZEN[1:].encode() not in path.read_bytes(), path


def test_only_twilio_is_answered(sms: Sms) -> None:
    async def talk(served: Served) -> list[int]:
        form = text_form("hello")
        body, headers = urlencode(form).encode(), sign(SMS, form)
        stolen = sign(SMS, form | {"Body": "other"})
        return [
            (await served.post(SMS, body, given)).status
            for given in (
                headers,
                headers | {"X-Twilio-Signature": ""},
                stolen,
                sign(SMS, form, token="f" * 32),
                sign(SMS, form, public="https://elsewhere.example"),
                sign(SMS, form, public="https://assistant.example.gov:443"),
            )
        ] + [(await served.post(SMS + "?a=1", body, headers)).status]

    assert sms(talk) == [200, 403, 403, 403, 403, 200, 403]


def test_what_lacks_a_sender_is_no_message(sms: Sms) -> None:
    async def talk(served: Served) -> list[int]:
        return [
            (await post(served, SMS, text_form("hi", **{name: ""}))).status for name in ("From", "MessageSid")
        ]

    assert sms(talk) == [400, 400]
