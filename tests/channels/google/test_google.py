"""Dialogflow's webhook over loopback: what is written, said, offered, and handed over, in each shape."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from bot.channels.google.connector import GoogleChannel
from tests.channels.conftest import Serve, Served, ServedTalk
from tests.channels.google.agent import AGENT, ENVIRONMENT, HEADERS, PATH, builder, call, cx, es, spoken

STRING, STRINGS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
TEXTS = {"type": "object", "required": ["text"], "properties": {"text": STRINGS}}
MESSAGE = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {
        "text": TEXTS,
        "payload": {"type": "object", "required": ["richContent"]},
        "outputAudioText": {"type": "object", "required": ["ssml"], "properties": {"ssml": STRING}},
        "liveAgentHandoff": {"type": "object", "properties": {"metadata": {"type": "object"}}},
    },
}
RESPONSE = {
    "type": "object",
    "required": ["fulfillmentResponse"],
    "additionalProperties": False,
    "properties": {
        "fulfillmentResponse": {
            "type": "object",
            "required": ["messages"],
            "additionalProperties": False,
            "properties": {
                "mergeBehavior": {"enum": ["APPEND", "REPLACE"]},
                "messages": {"type": "array", "minItems": 1, "items": MESSAGE},
            },
        },
        "targetPage": {"type": "string", "pattern": "^projects/.+/flows/.+/pages/.+$"},
    },
}
"""The fields of WebhookResponse that we use, as Dialogflow CX documents them."""


@pytest.fixture
def google(served: Serve) -> Any:
    """Runs a talk with the channel."""

    def start(talk: ServedTalk, **environment: str) -> Any:
        return served(GoogleChannel, ENVIRONMENT | environment, talk)

    return start


def kinds(response: dict[str, Any]) -> list[str]:
    """What the messages of a response are; each must be as the vendor documents it, and none null."""
    jsonschema.validate(response, RESPONSE)
    assert "null" not in json.dumps(response)
    return [kind for message in response["fulfillmentResponse"]["messages"] for kind in message]


def ask(google: Any, *bodies: dict[str, Any]) -> list[dict[str, Any]]:
    """The responses to requests, one after the other."""

    async def talk(served: Served) -> list[dict[str, Any]]:
        return [await call(served, body) for body in bodies]

    told: list[dict[str, Any]] = google(talk)
    return told


def test_who_types_reads_texts_links_and_chips(google: Any) -> None:
    offered, picked = ask(google, cx("choose tags taxes"), cx("About taxes"))
    assert kinds(offered) == ["text", "payload"]
    text, rich = offered["fulfillmentResponse"]["messages"]
    assert text == {"text": {"text": ["Which one?"]}}
    chips = {"type": "chips", "options": [{"text": "About tags"}, {"text": "About taxes"}]}
    assert rich == {"payload": {"richContent": [[chips]]}}
    assert kinds(picked) == ["text"]
    assert "topic:taxes" in picked["fulfillmentResponse"]["messages"][0]["text"]["text"][0]


def test_what_is_read_is_whole_and_asks_for_no_more(google: Any) -> None:
    long, yes = ask(google, cx("long 9"), cx("yes"))
    assert "Sentence number 8" in long["fulfillmentResponse"]["messages"][0]["text"]["text"][0]
    assert yes["fulfillmentResponse"]["messages"][0]["text"]["text"] == ["You said: yes"]


def test_who_listens_hears_one_breath_after_the_other(google: Any) -> None:
    first, more, again = ask(google, spoken("long 5"), spoken("yes"), spoken("repeat"))
    assert kinds(first) == kinds(more) == ["text", "outputAudioText"]
    speech = ElementTree.fromstring(first["fulfillmentResponse"]["messages"][1]["outputAudioText"]["ssml"])
    said = "".join(speech.itertext())
    assert speech.tag == "speak" and said.startswith("Sentence number 0") and said.endswith("hear more?")
    assert "Sentence number 2" in json.dumps(more) and again == more


def test_choices_can_be_keyed_in(google: Any) -> None:
    offered, picked = ask(google, spoken("choose tags taxes"), spoken(dtmfDigits="2"))
    assert "two for About taxes" in json.dumps(offered)
    assert "topic:taxes" in json.dumps(picked)


def test_a_call_is_greeted_and_silence_is_met_with_help(google: Any) -> None:
    greeted, missed, again = ask(
        google,
        spoken(triggerEvent="WELCOME"),
        spoken(triggerEvent="sys.no-input-default"),
        spoken(triggerEvent="sys.no-input-default"),
    )
    assert "automated assistant" in json.dumps(greeted) and "targetPage" not in greeted
    assert "I missed that" in json.dumps(missed)
    assert "601-432-8000" in json.dumps(again) and again["targetPage"].endswith("/pages/END_SESSION")


def test_danger_is_told_and_ends_the_session(google: Any) -> None:
    (told,) = ask(google, spoken("my house is on fire"))
    assert kinds(told) == ["text", "outputAudioText"]
    assert told["targetPage"] == f"{AGENT}/flows/f/pages/END_SESSION"
    speech = told["fulfillmentResponse"]["messages"][1]["outputAudioText"]["ssml"]
    assert speech.startswith('<speak>Call <say-as interpret-as="characters">911</say-as> now')


def test_a_person_is_dialogflows_to_bring(google: Any) -> None:
    typed, said = ask(google, cx("person"), spoken("operator"))
    assert kinds(typed) == ["text", "liveAgentHandoff"]
    assert kinds(said) == ["text", "outputAudioText", "liveAgentHandoff"]


def test_spanish(google: Any) -> None:
    greeted, told = ask(
        google, spoken(triggerEvent="WELCOME", languageCode="es"), spoken("long 5", languageCode="es-US")
    )
    assert "¡Hola" in json.dumps(greeted, ensure_ascii=False) or "Hola" in json.dumps(greeted)
    speech = told["fulfillmentResponse"]["messages"][1]["outputAudioText"]["ssml"]
    assert speech.startswith('<speak><lang xml:lang="en-US">') and speech.endswith("¿Quiere oír más?</speak>")


def test_the_older_shapes(google: Any) -> None:
    offered, picked, built, ended = ask(
        google,
        es("choose tags taxes"),
        es("2"),
        builder("choose tags taxes", "s-2"),
        builder("goodbye", "s-2"),
    )
    assert offered["fulfillmentText"] == "Which one?"
    assert offered["fulfillmentMessages"] == [
        {"text": {"text": ["Which one?"]}},
        {"quickReplies": {"quickReplies": ["About tags", "About taxes"]}},
    ]
    assert "topic:taxes" in picked["fulfillmentText"]
    assert built["session"] == {"id": "s-2", "params": {}}
    assert built["prompt"]["suggestions"] == [{"title": "About tags"}, {"title": "About taxes"}]
    assert built["prompt"]["firstSimple"]["speech"].startswith("<speak>Say one for About tags")
    assert ended["scene"] == {"next": {"name": "actions.scene.END_CONVERSATION"}}
    assert "null" not in json.dumps([offered, picked, built, ended])


def test_the_telephone_of_the_older_dialogflow_says_a_breath(google: Any) -> None:
    asked = es("long 5") | {"originalDetectIntentRequest": {"source": "GOOGLE_TELEPHONY", "payload": {}}}
    (told,) = ask(google, asked)
    assert told["fulfillmentText"].endswith("Want to hear more?")
    assert told["fulfillmentMessages"] == [{"text": {"text": [told["fulfillmentText"]]}}]


def test_a_response_is_of_a_size_that_google_takes(google: Any) -> None:
    (told,) = ask(google, cx("long 3000"))
    assert kinds(told) == ["text"]
    assert len(json.dumps(told).encode()) <= 64 * 1024


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"sessionInfo": {}}',
        b'{"sessionInfo": {"session": 5}, "text": "hi"}',
        b'{"queryResult": {"queryText": "hi"}}',
        b'{"handler": {}, "session": "s"}',
        b"[" * 100_000,
        json.dumps(cx("hi", detectIntentResponseId="d" * 256)).encode(),
        json.dumps(cx("hi", detectIntentResponseId="\ud800")).encode(),
    ],
    ids=lambda body: repr(body[:30]),
)
def test_what_is_no_request(google: Any, body: bytes) -> None:
    async def talk(served: Served) -> int:
        return (await served.post(PATH, body, HEADERS)).status

    assert google(talk) == 400


def test_odd_types_are_no_words(google: Any) -> None:
    odd = cx("hello") | {"payload": "x", "pageInfo": [], "languageCode": 5, "triggerEvent": None}
    (told,) = ask(google, odd)
    assert told["fulfillmentResponse"]["messages"][0]["text"]["text"] == ["You said: hello"]


def test_who_does_not_prove_to_be_google_is_told_so(google: Any) -> None:
    async def talk(served: Served) -> list[int]:
        body = json.dumps(cx("hello")).encode()
        given = ({}, {"X-Missi-Key": "wrong"}, HEADERS)
        return [(await served.post(PATH, body, headers)).status for headers in given]

    assert google(talk) == [401, 403, 200]


def test_the_session_is_kept_by_a_pseudonym_only(google: Any, tmp_path: Any) -> None:
    ask(google, spoken("hello", session="very-private-session"))
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"very-private" not in content and b"6015550111" not in content, path


def test_google_is_off_without_a_proof(served: Serve) -> None:
    async def talk(running: Served) -> int:
        return (await running.post(PATH, b"{}", HEADERS)).status

    assert served(GoogleChannel, {}, talk) == 404
