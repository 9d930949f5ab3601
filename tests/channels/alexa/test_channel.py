"""Conversations with a speaker, over signed requests."""

from __future__ import annotations

from typing import Any

import pytest

from tests.channels.alexa.conftest import Play, Speaker, speech
from tests.channels.conftest import Assistant


def test_a_question_is_answered(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        response = await speaker.send(speaker.intent("HowDoIIntent", query="renew my tag"))
        assert speech(response) == "You said: how do i renew my tag. What else can I look up for you?"
        assert response["shouldEndSession"] is False
        assert speech(response["reprompt"]) != speech(response)
        assert response["directives"][0]["slotToElicit"] == "query"
        assert speaker.told["version"] == "1.0"

    play(scene)
    assert assistant.heard == ["how do i renew my tag"]


def test_who_opens_the_skill_is_greeted(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        response = await speaker.send(speaker.launch())
        assert speech(response).startswith("Hello!") and speech(response).endswith("?")
        assert not response["shouldEndSession"]

    play(scene)
    assert assistant.heard == []


@pytest.mark.parametrize("intent", ["AMAZON.StopIntent", "AMAZON.CancelIntent"])
def test_stop_ends_the_session(play: Play, intent: str) -> None:
    async def scene(speaker: Speaker) -> None:
        response = await speaker.send(speaker.intent(intent))
        assert speech(response) == "Goodbye, and take care." and response["shouldEndSession"] is True
        assert "reprompt" not in response and "directives" not in response

    play(scene)


def test_a_long_answer_comes_in_breaths(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        first = await speaker.hears("One. Two. Three. Four. Five.")
        assert first == "You said: One. Two. Want to hear more?"
        assert await speaker.says("AMAZON.RepeatIntent") == first
        assert await speaker.says("AMAZON.YesIntent") == "Three. Four. Want to hear more?"
        assert await speaker.hears("tell me more") == "Five. What else can I look up for you?"
        assert await speaker.says("AMAZON.RepeatIntent") == "Five. What else can I look up for you?"
        assert "no more" in await speaker.says("TellMoreIntent") or assistant.heard[-1] == "/show_more"
        assert "/deny" not in assistant.heard
        assert await speaker.says("AMAZON.NoIntent") == "Goodbye, and take care."

    play(scene)


def test_no_after_a_breath_is_no_goodbye(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        await speaker.hears("One. Two. Three.")
        response = await speaker.send(speaker.intent("AMAZON.NoIntent"))
        assert not response["shouldEndSession"]

    play(scene)
    assert assistant.heard[-1] == "/deny"


def test_twice_not_understood_gives_the_number(play: Play) -> None:
    async def scene(speaker: Speaker) -> None:
        first = await speaker.send(speaker.intent("AMAZON.FallbackIntent"))
        assert "missed" in speech(first) and not first["shouldEndSession"]
        second = await speaker.send(speaker.intent("FreeTextIntent", query=None))
        assert "601-432-8000" in speech(second) and second["shouldEndSession"]

    play(scene)


def test_an_answer_between_starts_the_count_anew(play: Play) -> None:
    async def scene(speaker: Speaker) -> None:
        await speaker.says("AMAZON.FallbackIntent")
        await speaker.hears("hello")
        assert "missed" in await speaker.says("AMAZON.FallbackIntent")

    play(scene)


def test_a_choice_is_picked_by_number_or_words(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        for pick in (
            speaker.intent("OptionIntent", n="2"),
            speaker.asks("the second one"),
            speaker.asks("about boating"),
        ):
            told = await speaker.hears("choose fishing boating")
            assert told == "Say one for About fishing, or two for About boating. Which one?"
            await speaker.send(pick)
            assert assistant.heard[-1] == '/choose_option{"option": "topic:boating"}'
        await speaker.hears("choose fishing boating")
        assert "missed" in await speaker.says("OptionIntent", n="?")

    play(scene)


def test_danger_gets_its_number_first_and_the_session_ends(play: Play) -> None:
    async def scene(speaker: Speaker) -> None:
        response = await speaker.send(speaker.asks("my house is on fire"))
        assert speech(response).startswith("Call 911 now.") and response["shouldEndSession"] is True
        whole = await speaker.hears("somebody is hurting a child i know is being abused")
        assert "800-222-8000" in whole and "888-373-7888" in whole, "cut to a breath"

    play(scene)


def test_a_new_session_begins_anew(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        await speaker.hears("One. Two. Three.")
        other = Speaker(user=speaker.user, client=speaker.client, amazon=speaker.amazon)
        await other.says("AMAZON.RepeatIntent")

    play(scene)
    assert assistant.heard[-1] == "/repeat_answer"


def test_spanish_is_spoken_to_who_speaks_spanish(play: Play, assistant: Assistant) -> None:
    async def scene(speaker: Speaker) -> None:
        speaker.locale = "es-US"
        assert speech(await speaker.send(speaker.launch())).startswith("¡Hola!")
        response = await speaker.send(speaker.intent("HowDoIIntent", query="renovar mi licencia"))
        assert '<lang xml:lang="en-US">You said' in response["outputSpeech"]["ssml"]
        assert speech(response).endswith("¿Qué más desea saber?")
        await speaker.hears("One. Two. Three.")
        assert "¿Qué más" in await speaker.hears("sí")
        assert await speaker.hears("adiós") == "Adiós, y cuídese."

    play(scene)
    assert assistant.heard[0] == "cómo puedo renovar mi licencia"


@pytest.mark.parametrize(
    ("type", "response"),
    [
        ("SessionEndedRequest", {}),
        ("System.ExceptionEncountered", {}),
        ("AlexaSkillEvent.SkillDisabled", {}),
        ("Alexa.Presentation.APL.UserEvent", {}),
        ("Something.New", {}),
        ("CanFulfillIntentRequest", {"canFulfillIntent": {"canFulfill": "NO"}}),
    ],
)
def test_what_asks_nothing_gets_no_words(play: Play, type: str, response: Any) -> None:
    async def scene(speaker: Speaker) -> None:
        envelope = speaker.request(type, reason="USER_INITIATED")
        if type.startswith("AlexaSkillEvent"):
            del envelope["session"]
        assert await speaker.send(envelope) == response

    play(scene)
